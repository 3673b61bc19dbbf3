package io.glossa.embedding.djl.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The tree of an archive as a pickle of protocol 2, in the form that PyTorch's unpickler takes.
 * Sources: Python's {@code pickletools} for the opcodes, {@code torch/csrc/jit/serialization} of
 * PyTorch for what it expects of them.
 */
final class PickleWriter {

  private static final int PROTOCOL = 0x80;
  private static final int NEW_TRUE = 0x88;
  private static final int NEW_FALSE = 0x89;
  private static final int NEW_OBJECT = 0x81;
  private static final int LONG_OF_BYTES = 0x8a;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<TensorData> storages = new ArrayList<>();
  private final IdentityHashMap<TensorData, Integer> numbers = new IdentityHashMap<>();

  /** The pickle of a tree. */
  byte[] write(ScriptValue root) {
    out.write(PROTOCOL);
    out.write(2);
    value(root);
    out.write('.');
    return out.toByteArray();
  }

  /** What the pickle refers to, by number. */
  List<TensorData> storages() {
    return storages;
  }

  private void value(ScriptValue value) {
    if (value instanceof ScriptValue.Bool bool) {
      bool(bool.value());
    } else if (value instanceof ScriptValue.Tuple tuple) {
      out.write('(');
      tuple.values().forEach(this::value);
      out.write('t');
    } else if (value instanceof ScriptValue.Tensor tensor) {
      tensor(tensor);
    } else if (value instanceof ScriptValue.Module module) {
      newObject("__torch__", module.name());
      out.write('}');
      out.write('(');
      module
          .attributes()
          .forEach(
              (name, attribute) -> {
                text(name);
                value(attribute);
              });
      out.write('u');
      out.write('b');
    } else if (value instanceof ScriptValue.Restored restored) {
      newObject(restored.module(), restored.name());
      value(restored.state());
      out.write('b');
    } else {
      throw new IllegalArgumentException("no form for " + value.getClass());
    }
  }

  private void tensor(ScriptValue.Tensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2");
    out.write('(');
    TensorData data = tensor.data();
    Integer number = numbers.get(data);
    if (number == null) {
      number = storages.size();
      storages.add(data);
      numbers.put(data, number);
    }
    out.write('(');
    text("storage");
    global("torch", data.type().storage());
    text(number.toString());
    text("cpu");
    number(data.components());
    out.write('t');
    out.write('Q');
    number(0);
    List<Long> shape = tensor.shape();
    long[] strides = new long[shape.size()];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    out.write('(');
    shape.forEach(this::number);
    out.write('t');
    out.write('(');
    for (long step : strides) {
      number(step);
    }
    out.write('t');
    // No gradient, no hooks.
    bool(false);
    global("collections", "OrderedDict");
    out.write(')');
    out.write('R');
    out.write('t');
    out.write('R');
  }

  private void newObject(String module, String name) {
    global(module, name);
    out.write(')');
    out.write(NEW_OBJECT);
  }

  private void global(String module, String name) {
    out.write('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void bool(boolean value) {
    out.write(value ? NEW_TRUE : NEW_FALSE);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    littleEndian(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
  }

  private void number(long value) {
    if (value >= 0 && value < 1 << 8) {
      out.write('K');
      out.write((int) value);
    } else if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE) {
      out.write('J');
      littleEndian(value, Integer.BYTES);
    } else {
      out.write(LONG_OF_BYTES);
      out.write(Long.BYTES);
      littleEndian(value, Long.BYTES);
    }
  }

  private void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)) & 0xff);
    }
  }
}
