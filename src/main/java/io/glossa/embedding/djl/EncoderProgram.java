package io.glossa.embedding.djl;

import io.glossa.embedding.Architecture;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import io.glossa.embedding.djl.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An encoder with its pooling as a TorchScript program: {@code forward(ids, mask, words)} takes
 * INT64 ids and FLOAT32 mask of shape [texts, tokens] and the token table of shape [vocabulary,
 * hidden], and gives FLOAT32 of shape [texts, dimension], not normalised.
 *
 * <p>The token table, often the largest part of a model, stays outside, so that all plans and
 * workers share the mapped file. Source: Devlin et al., "BERT" (2019), Liu et al., "RoBERTa"
 * (2019), Song et al., "MPNet" (2020).
 */
record EncoderProgram(EncoderConfig config, TextHead head, LinearKernel kernel) {

  /**
   * Writes the program with its weights.
   *
   * @throws BundleException when a tensor is missing or of another shape
   * @throws IOException when the file cannot be written
   */
  void write(ModelWeights weights, Path file) throws IOException {
    EncoderNames names = EncoderNames.in(weights, config.architecture());
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put("positions", positions(weights, names));
    norm(attributes, "norm", weights, names.embeddingNorm(), ScriptType.FLOAT32);
    if (config.distanceBuckets() > 0) {
      Tensor table =
          Weights.checked(weights, names.distances(), config.distanceBuckets(), config.heads());
      attributes.put("distances", DistanceBiases.byDistance(table, config.positions()));
    }
    for (int layer = 0; layer < head.lastLayer(); layer++) {
      attributes.put("layer" + layer, layer(weights, names, layer));
    }
    attributes.putAll(head.values());
    TorchScriptArchive.write(file, source(), new ScriptValue.Module("Encoder", attributes));
  }

  /** Rows from the first one that a token takes, with the first token type added where there is. */
  private ScriptValue positions(ModelWeights weights, EncoderNames names) {
    int hidden = config.hidden();
    float[] places =
        FloatComponents.of(
            Weights.checked(weights, names.positions(), config.positionRows(), hidden));
    float[] rows = new float[config.positions() * hidden];
    System.arraycopy(places, config.firstPosition() * hidden, rows, 0, rows.length);
    if (config.architecture() != Architecture.MPNET) {
      // Texts are never paired here, so only the first type is ever used.
      Tensor table = weights.tensor(names.types());
      if (table.shape().size() != 2 || table.shape().get(0) < 1 || table.shape().get(1) != hidden) {
        throw new BundleException(
            "tensor %s has shape %s; expected [token types, %d]"
                .formatted(names.types(), table.shape(), hidden));
      }
      float[] types = FloatComponents.of(table);
      for (int i = 0; i < rows.length; i++) {
        rows[i] += types[i % hidden];
      }
    }
    return ScriptTensors.of(rows, config.positions(), hidden);
  }

  private ScriptValue layer(ModelWeights weights, EncoderNames names, int layer) {
    int hidden = config.hidden();
    int wide = config.intermediate();
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put("qkv", linear(weights, hidden, hidden, names.attentionInputs(layer)));
    attributes.put("out", linear(weights, hidden, hidden, names.attentionOutput(layer)));
    attributes.put("up", linear(weights, wide, hidden, names.widening(layer)));
    attributes.put("down", linear(weights, hidden, wide, names.narrowing(layer)));
    norm(attributes, "norm1", weights, names.attentionNorm(layer), kernel.type());
    norm(attributes, "norm2", weights, names.outputNorm(layer), kernel.type());
    return new ScriptValue.Module("Layer", attributes);
  }

  private ScriptValue linear(ModelWeights weights, int outputs, int inputs, String... names) {
    return kernel.instance(LinearWeights.read(weights, outputs, inputs, names));
  }

  private void norm(
      Map<String, ScriptValue> attributes,
      String attribute,
      ModelWeights weights,
      String name,
      ScriptType type) {
    List<Long> shape = List.of((long) config.hidden());
    for (String part : List.of("weight", "bias")) {
      Tensor tensor = Weights.checked(weights, name + "." + part, config.hidden());
      attributes.put(
          attribute + "_" + part, new ScriptValue.Tensor(type.data(List.of(tensor)), shape));
    }
  }

  private String source() {
    return kernel.source(config.activation()) + layerSource() + encoderSource();
  }

  private String layerSource() {
    return """
        class Layer(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          qkv : __torch__.Linear
          out : __torch__.Linear
          up : __torch__.Linear
          down : __torch__.Linear
          norm1_weight : Tensor
          norm1_bias : Tensor
          norm2_weight : Tensor
          norm2_bias : Tensor
          def forward(self: __torch__.Layer, x: Tensor, bias: Tensor) -> Tensor:
            B = torch.size(x, 0)
            S = torch.size(x, 1)
            qkv = torch.view((self.qkv).forward(x, ), [B, S, 3, %1$d, %2$d])
            t = torch.permute(qkv, [2, 0, 3, 1, 4])
            o = torch.scaled_dot_product_attention(torch.select(t, 0, 0), torch.select(t, 0, 1), torch.select(t, 0, 2), bias)
            c = torch.reshape(torch.transpose(o, 1, 2), [B, S, %3$d])
            a = torch.layer_norm((self.out).added(c, x, ), [%3$d], self.norm1_weight, self.norm1_bias, %4$s)
            f = (self.up).activated(a, )
            return torch.layer_norm((self.down).added(f, a, ), [%3$d], self.norm2_weight, self.norm2_bias, %4$s)
        """
        .formatted(
            config.heads(), config.hidden() / config.heads(), config.hidden(), config.epsilon());
  }

  private String encoderSource() {
    StringBuilder source =
        new StringBuilder(
            """
            class Encoder(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              positions : Tensor
              norm_weight : Tensor
              norm_bias : Tensor
            """);
    boolean byDistance = config.distanceBuckets() > 0;
    if (byDistance) {
      source.append("  distances : Tensor\n");
    }
    for (int layer = 0; layer < head.lastLayer(); layer++) {
      source.append("  layer").append(layer).append(" : __torch__.Layer\n");
    }
    head.values().keySet().forEach(name -> source.append("  " + name + " : Tensor\n"));
    source.append(
        """
          def forward(self: __torch__.Encoder, ids: Tensor, mask: Tensor, words: Tensor) -> Tensor:
            S = torch.size(ids, 1)
            w = torch.to(torch.embedding(words, ids), 6)
            e = torch.add(w, torch.slice(self.positions, 0, 0, S))
            x = torch.layer_norm(e, [%d], self.norm_weight, self.norm_bias, %s)
            b = torch.unsqueeze(torch.unsqueeze(torch.mul(torch.sub(mask, 1.), 1.0e9), 1), 1)
        """
            .formatted(config.hidden(), config.epsilon())
            .indent(0));
    if (byDistance) {
      // Row positions - 1 + key - query of the table, as [1, heads, queries, keys].
      source.append(
          """
              n = torch.cumsum(torch.ones_like(torch.select(ids, 0, 0)), 0)
              d = torch.add(torch.sub(torch.unsqueeze(n, 0), torch.unsqueeze(n, 1)), %d)
              near = torch.permute(torch.embedding(self.distances, d), [2, 0, 1])
              bias = torch.to(torch.add(b, torch.unsqueeze(near, 0)), %d)
          """
              .formatted(config.positions() - 1, kernel.type().number()));
    } else {
      source.append("    bias = torch.to(b, %d)\n".formatted(kernel.type().number()));
    }
    source.append("    x0 = torch.to(x, %d)\n".formatted(kernel.type().number()));
    for (int layer = 0; layer < head.lastLayer(); layer++) {
      source.append(
          "    x%d = (self.layer%d).forward(x%d, bias, )\n".formatted(layer + 1, layer, layer));
    }
    return source.append(head.source()).toString();
  }
}
