package io.glossa.cli.bench.peers;

import io.glossa.cli.bench.peers.OnnxGraph.Attribute;
import io.glossa.cli.bench.peers.OnnxGraph.Domain;
import io.glossa.cli.bench.peers.OnnxGraph.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a BERT encoder with mean pooling and normalisation, in the fused operators that ONNX
 * Runtime's own transformer optimiser puts in. Inputs {@code ids} and {@code mask}, INT64 of shape
 * [texts, tokens]; output FLOAT of shape [texts, width].
 */
final class BertOnnx {

  private final PeerBundle bundle;
  private final boolean int8;
  private final OnnxGraph graph = new OnnxGraph();

  private BertOnnx(PeerBundle bundle, boolean int8) {
    this.bundle = bundle;
    this.int8 = int8;
  }

  /**
   * Builds the graph.
   *
   * @param int8 weights in INT8, symmetric by output channel, and activations quantised as they
   *     come; else FLOAT
   */
  static OnnxGraph of(PeerBundle bundle, boolean int8) {
    BertOnnx bert = new BertOnnx(bundle, int8);
    bert.graph.input("ids", Element.INT64, List.of("texts", "tokens"));
    bert.graph.input("mask", Element.INT64, List.of("texts", "tokens"));
    String mask = bert.graph.node(Domain.ONNX, "Cast", List.of("mask"), to(Element.INT32));
    String vectors = bert.embeddings();
    for (int i = 0; i < bundle.layers; i++) {
      vectors = bert.layer("encoder.layer." + i + ".", vectors, mask);
    }
    bert.graph.output(bert.pooled(vectors), Element.FLOAT, List.of("texts", "width"));
    return bert.graph;
  }

  private String embeddings() {
    int hidden = bundle.hidden;
    float[] places = bundle.weight("embeddings.position_embeddings.weight");
    float[] types = bundle.weight("embeddings.token_type_embeddings.weight");
    for (int i = 0; i < places.length; i++) {
      // Every token is of the first type.
      places[i] += types[i % hidden];
    }
    String table =
        graph.weight(
            "words", bundle.weight("embeddings.word_embeddings.weight"), bundle.vocabulary, hidden);
    String words = graph.node(Domain.ONNX, "Gather", List.of(table, "ids"));
    String shape = graph.node(Domain.ONNX, "Shape", List.of("ids"));
    String zero = graph.integers("zero", 0);
    String tokens =
        graph.node(
            Domain.ONNX,
            "Slice",
            List.of(shape, graph.integers("one", 1), graph.integers("two", 2)));
    String placed =
        graph.node(
            Domain.ONNX,
            "Slice",
            List.of(graph.weight("places", places, bundle.positions, hidden), zero, tokens, zero));
    String sum = graph.node(Domain.ONNX, "Add", List.of(words, placed));
    return graph.node(
        Domain.ONNX,
        "LayerNormalization",
        List.of(sum, vector("embeddings.LayerNorm.weight"), vector("embeddings.LayerNorm.bias")),
        new Attribute("axis", -1),
        new Attribute("epsilon", bundle.epsilon));
  }

  private String layer(String name, String vectors, String mask) {
    int hidden = bundle.hidden;
    int wide = bundle.intermediate;
    String attended = attention(name + "attention.self.", vectors, mask);
    String projected = product(name + "attention.output.dense", attended, hidden, hidden);
    String middle = addAndNormalise(name + "attention.output.", projected, vectors);
    String widened =
        graph.node(
            Domain.MICROSOFT,
            "BiasGelu",
            List.of(
                product(name + "intermediate.dense", middle, wide, hidden),
                vector(name + "intermediate.dense.bias")));
    String narrowed = product(name + "output.dense", widened, hidden, wide);
    return addAndNormalise(name + "output.", narrowed, middle);
  }

  private String attention(String name, String vectors, String mask) {
    int hidden = bundle.hidden;
    float[] weight = new float[3 * hidden * hidden];
    float[] bias = new float[3 * hidden];
    List<String> parts = List.of("query", "key", "value");
    for (int i = 0; i < parts.size(); i++) {
      float[] part = bundle.weight(name + parts.get(i) + ".weight");
      System.arraycopy(part, 0, weight, i * part.length, part.length);
      float[] partBias = bundle.weight(name + parts.get(i) + ".bias");
      System.arraycopy(partBias, 0, bias, i * hidden, hidden);
    }
    String joinedBias = graph.weight(name + "bias", bias, bias.length);
    Attribute heads = new Attribute("num_heads", bundle.heads);
    if (!int8) {
      String joined =
          graph.weight(
              name + "weight", transposed(weight, 3 * hidden, hidden), hidden, 3L * hidden);
      return graph.node(
          Domain.MICROSOFT, "Attention", List.of(vectors, joined, joinedBias, mask), heads);
    }
    List<String> activation =
        graph.nodes(Domain.ONNX, "DynamicQuantizeLinear", List.of(vectors), 3);
    List<String> quantised = quantised(name, weight, 3 * hidden, hidden);
    return graph.node(
        Domain.MICROSOFT,
        "QAttention",
        List.of(
            activation.get(0),
            quantised.get(0),
            joinedBias,
            activation.get(1),
            quantised.get(1),
            mask,
            activation.get(2),
            quantised.get(2)),
        heads);
  }

  /** Without the bias, which the next operator adds. */
  private String product(String name, String vectors, int outputs, int inputs) {
    float[] weight = bundle.weight(name + ".weight");
    if (int8) {
      List<String> all = new ArrayList<>(List.of(vectors));
      all.addAll(quantised(name, weight, outputs, inputs));
      return graph.node(Domain.MICROSOFT, "DynamicQuantizeMatMul", all);
    }
    String turned =
        graph.weight(name + ".weight", transposed(weight, outputs, inputs), inputs, outputs);
    return graph.node(Domain.ONNX, "MatMul", List.of(vectors, turned));
  }

  private String addAndNormalise(String name, String vectors, String residual) {
    return graph.node(
        Domain.MICROSOFT,
        "SkipLayerNormalization",
        List.of(
            vectors,
            residual,
            vector(name + "LayerNorm.weight"),
            vector(name + "LayerNorm.bias"),
            vector(name + "dense.bias")),
        new Attribute("epsilon", bundle.epsilon));
  }

  private String pooled(String vectors) {
    String axis = graph.integers("axis", 1);
    String floats = graph.node(Domain.ONNX, "Cast", List.of("mask"), to(Element.FLOAT));
    String weights =
        graph.node(Domain.ONNX, "Unsqueeze", List.of(floats, graph.integers("last", 2)));
    String kept = graph.node(Domain.ONNX, "Mul", List.of(vectors, weights));
    Attribute drop = new Attribute("keepdims", 0);
    String sum = graph.node(Domain.ONNX, "ReduceSum", List.of(kept, axis), drop);
    String count = graph.node(Domain.ONNX, "ReduceSum", List.of(weights, axis), drop);
    String mean = graph.node(Domain.ONNX, "Div", List.of(sum, count));
    String norm =
        graph.node(Domain.ONNX, "ReduceL2", List.of(mean, axis), new Attribute("keepdims", 1));
    return graph.node(Domain.ONNX, "Div", List.of(mean, norm));
  }

  private String vector(String name) {
    float[] values = bundle.weight(name);
    return graph.weight(name, values, values.length);
  }

  /** Weight, scales and zero points of a matrix, one scale for each output. */
  private List<String> quantised(String name, float[] weight, int outputs, int inputs) {
    float[] scales = new float[outputs];
    byte[] steps = new byte[weight.length];
    for (int out = 0; out < outputs; out++) {
      float largest = Float.MIN_NORMAL;
      for (int in = 0; in < inputs; in++) {
        largest = Math.max(largest, Math.abs(weight[out * inputs + in]));
      }
      scales[out] = largest / Byte.MAX_VALUE;
      for (int in = 0; in < inputs; in++) {
        steps[in * outputs + out] = (byte) Math.round(weight[out * inputs + in] / scales[out]);
      }
    }
    return List.of(
        graph.weight(name + ".steps", Element.INT8, steps, inputs, outputs),
        graph.weight(name + ".scales", scales, outputs),
        graph.weight(name + ".zeros", Element.INT8, new byte[outputs], outputs));
  }

  private static float[] transposed(float[] weight, int outputs, int inputs) {
    float[] turned = new float[weight.length];
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        turned[in * outputs + out] = weight[out * inputs + in];
      }
    }
    return turned;
  }

  private static Attribute to(Element element) {
    return new Attribute("to", element.number);
  }
}
