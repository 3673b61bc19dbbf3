package io.glossa.embedding.djl;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.DenseModule;
import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * From the vectors of tokens to that of the text: which layers, how they are pooled, the dense
 * layers behind, and how much is kept.
 *
 * @param layers hidden layers whose mean is pooled, 0 for the token embeddings, ascending
 * @param pooling modes, joined
 * @param dense layers behind the pooling
 * @param values their weights, by attribute of the program
 * @param dimension components that are kept
 */
record TextHead(
    List<Integer> layers,
    List<Pooling> pooling,
    List<DenseModule> dense,
    Map<String, ScriptValue> values,
    int dimension) {

  /**
   * The head that a manifest asks for.
   *
   * @throws BundleException when it names a layer that the encoder does not have, or dense layers
   *     that do not fit each other
   */
  static TextHead of(BundleManifest manifest, List<DenseModule> dense, EncoderConfig config) {
    List<Integer> layers =
        manifest.layers().stream().map(n -> layer(n, config)).distinct().sorted().toList();
    int width = config.hidden() * manifest.pooling().size();
    Map<String, ScriptValue> values = new LinkedHashMap<>();
    for (int i = 0; i < dense.size(); i++) {
      DenseModule module = dense.get(i);
      if (module.inputs() != width) {
        throw new BundleException(
            "%s takes %d components; what comes before it has %d"
                .formatted(module.directory(), module.inputs(), width));
      }
      try (ModelWeights weights = ModelWeights.openFile(module.weights())) {
        values.put(
            "dense" + i + "_weight",
            ScriptTensors.of(
                Weights.checked(weights, "linear.weight", module.outputs(), module.inputs())));
        if (module.bias()) {
          values.put(
              "dense" + i + "_bias",
              ScriptTensors.of(Weights.checked(weights, "linear.bias", module.outputs())));
        }
      }
      width = module.outputs();
    }
    if (manifest.dimension() > width) {
      throw new BundleException(
          "%s names dimension %d; its weights have %d"
              .formatted(manifest.id(), manifest.dimension(), width));
    }
    return new TextHead(layers, manifest.pooling(), dense, values, manifest.dimension());
  }

  /** The last layer that has to be computed. */
  int lastLayer() {
    return layers.get(layers.size() - 1);
  }

  /** The end of {@code forward}: from {@code x0}, {@code x1}, ... and {@code mask}. */
  String source() {
    StringBuilder source = new StringBuilder();
    source.append("    y0 = torch.to(x%d, 6)\n".formatted(layers.get(0)));
    for (int i = 1; i < layers.size(); i++) {
      source.append(
          "    y%d = torch.add(y%d, torch.to(x%d, 6))\n".formatted(i, i - 1, layers.get(i)));
    }
    source
        .append("    y = torch.div(y%d, %d)\n".formatted(layers.size() - 1, layers.size()))
        .append("    m = torch.unsqueeze(mask, 2)\n")
        .append("    n = torch.sum(m, [1])\n")
        .append("    place = torch.mul(torch.cumsum(m, 1), m)\n");
    String pooled = pooling.stream().map(TextHead::pooled).collect(Collectors.joining(", "));
    source.append("    p0 = torch.cat([%s], 1)\n".formatted(pooled));
    for (int i = 0; i < dense.size(); i++) {
      String bias = dense.get(i).bias() ? "self.dense%d_bias".formatted(i) : "None";
      String product = "torch.linear(p%d, self.dense%d_weight, %s)".formatted(i, i, bias);
      source.append(
          "    p%d = %s\n".formatted(i + 1, activated(dense.get(i).activation(), product)));
    }
    return source
        .append("    return torch.slice(p%d, 1, 0, %d)\n".formatted(dense.size(), dimension))
        .toString();
  }

  private static int layer(int number, EncoderConfig config) {
    int layer = number < 0 ? config.layers() + 1 + number : number;
    if (layer < 0 || layer > config.layers()) {
      throw new BundleException(
          "layer %d of an encoder of %d layers; expected %d to %d"
              .formatted(number, config.layers(), -config.layers() - 1, config.layers()));
    }
    return layer;
  }

  /** From y [texts, tokens, hidden], m [texts, tokens, 1] and n [texts, 1] to [texts, hidden]. */
  private static String pooled(Pooling pooling) {
    return switch (pooling) {
      case CLS -> "torch.select(y, 1, 0)";
      case MAX -> "torch.amax(torch.masked_fill(y, torch.eq(m, 0.), -1.0e9), [1])";
      case MEAN -> "torch.div(torch.sum(torch.mul(y, m), [1]), n)";
      case MEAN_SQRT_LENGTH -> "torch.div(torch.sum(torch.mul(y, m), [1]), torch.sqrt(n))";
      case WEIGHTED_MEAN -> "torch.div(torch.sum(torch.mul(y, place), [1]), torch.sum(place, [1]))";
      case LAST_TOKEN ->
          "torch.sum(torch.mul(y, torch.to(torch.eq(place, torch.unsqueeze(n, 1)), 6)), [1])";
    };
  }

  private static String activated(DenseModule.Activation activation, String expression) {
    return switch (activation) {
      case IDENTITY -> expression;
      case TANH -> "torch.tanh(%s)".formatted(expression);
      case RELU -> "torch.relu(%s)".formatted(expression);
      case GELU -> "torch.gelu(%s)".formatted(expression);
      case SIGMOID -> "torch.sigmoid(%s)".formatted(expression);
    };
  }
}
