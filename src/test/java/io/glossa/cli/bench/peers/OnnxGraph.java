package io.glossa.cli.bench.peers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An ONNX model in the making: nodes in order, weights, inputs and outputs. Field numbers are those
 * of onnx.proto (github.com/onnx/onnx).
 */
final class OnnxGraph {

  /** Element types of tensors, with their numbers in the format. */
  enum Element {
    FLOAT(1),
    INT8(3),
    INT32(6),
    INT64(7);

    final int number;

    Element(int number) {
      this.number = number;
    }
  }

  /** The operators of ONNX itself, and those that ONNX Runtime adds. */
  enum Domain {
    ONNX("", 18),
    MICROSOFT("com.microsoft", 1);

    private final String name;
    private final int version;

    Domain(String name, int version) {
      this.name = name;
      this.version = version;
    }
  }

  /** An attribute of a node: an integer or a float. */
  record Attribute(String name, Number value) {

    private ProtobufMessage message() {
      ProtobufMessage attribute = new ProtobufMessage().text(1, name);
      return value instanceof Float
          ? attribute.fixed32(2, value.floatValue()).integer(20, 1)
          : attribute.integer(3, value.longValue()).integer(20, 2);
    }
  }

  private static final int IR_VERSION = 8;

  private final ProtobufMessage graph = new ProtobufMessage();
  private int nodes;

  /** Adds a node with one output; its name is returned. */
  String node(Domain domain, String type, List<String> inputs, Attribute... attributes) {
    return nodes(domain, type, inputs, 1, attributes).get(0);
  }

  /** Adds a node with several outputs; their names are returned. */
  List<String> nodes(
      Domain domain, String type, List<String> inputs, int outputs, Attribute... attributes) {
    String name = "node" + nodes++;
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(1, input));
    List<String> names =
        java.util.stream.IntStream.range(0, outputs).mapToObj(i -> name + "_" + i).toList();
    names.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, type);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    graph.message(1, node.text(7, domain.name));
    return names;
  }

  /** Adds a weight; its name is returned. */
  String weight(String name, Element element, byte[] data, long... axes) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (long axis : axes) {
      tensor.integer(1, axis);
    }
    graph.message(5, tensor.integer(2, element.number).text(8, name).bytes(9, data));
    return name;
  }

  String weight(String name, float[] values, long... axes) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return weight(name, Element.FLOAT, data.array(), axes);
  }

  /** A vector of integers. */
  String integers(String name, long... values) {
    ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(values);
    return weight(name, Element.INT64, data.array(), values.length);
  }

  void input(String name, Element element, List<String> axes) {
    graph.message(11, declaration(name, element, axes));
  }

  void output(String name, Element element, List<String> axes) {
    graph.message(12, declaration(name, element, axes));
  }

  /** Writes the model; the graph must not change afterwards. */
  void writeTo(Path file) throws IOException {
    ProtobufMessage model = new ProtobufMessage().integer(1, IR_VERSION).text(2, "glossa-bench");
    model.message(7, graph.text(2, "bert"));
    for (Domain domain : Domain.values()) {
      model.message(8, new ProtobufMessage().text(1, domain.name).integer(2, domain.version));
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      model.writeTo(out);
    }
  }

  /** Axes are named, not sized: any length is taken. */
  private static ProtobufMessage declaration(String name, Element element, List<String> axes) {
    ProtobufMessage shape = new ProtobufMessage();
    axes.forEach(axis -> shape.message(1, new ProtobufMessage().text(2, axis)));
    ProtobufMessage tensor = new ProtobufMessage().integer(1, element.number).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }
}
