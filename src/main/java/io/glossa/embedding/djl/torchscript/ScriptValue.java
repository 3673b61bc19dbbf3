package io.glossa.embedding.djl.torchscript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a TorchScript archive: what the attributes of a module hold. */
public sealed interface ScriptValue {

  /** A truth value. */
  record Bool(boolean value) implements ScriptValue {}

  /** Values in a fixed order. */
  record Tuple(List<ScriptValue> values) implements ScriptValue {

    public Tuple {
      values = List.copyOf(values);
    }

    public static Tuple of(ScriptValue... values) {
      return new Tuple(List.of(values));
    }
  }

  /**
   * A dense tensor. The same object used twice is stored once.
   *
   * @param data its components, row-major
   * @param shape components along each axis
   */
  record Tensor(TensorData data, List<Long> shape) implements ScriptValue {

    public Tensor {
      shape = List.copyOf(shape);
      long components = shape.stream().reduce(1L, Math::multiplyExact);
      if (components != data.components()) {
        throw new IllegalArgumentException(
            "a tensor of shape %s with %d components".formatted(shape, data.components()));
      }
    }
  }

  /**
   * A module of the archive's own source.
   *
   * @param name of its class in {@code __torch__}
   * @param attributes in the order in which the class declares them
   */
  record Module(String name, Map<String, ScriptValue> attributes) implements ScriptValue {

    public Module {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /**
   * An object that makes itself from a state when it is loaded ({@code __setstate__}).
   *
   * @param module where the class is known, such as {@code __torch__}
   * @param name of the class
   * @param state handed to it
   */
  record Restored(String module, String name, ScriptValue state) implements ScriptValue {}
}
