package io.glossa.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.embedding.Safetensors;
import io.glossa.embedding.SafetensorsWriter;
import io.glossa.embedding.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A sentence-transformers directory of a BERT encoder with random weights, the same for every run:
 * speed does not depend on what a model has learnt. Deviations are such that activations neither
 * vanish nor explode over the layers and that texts differ in their vectors.
 */
final class SyntheticBundle {

  private static final long SEED = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EncoderShape shape;
  private final Random random = new Random(SEED);
  private final List<Safetensors.Tensor> tensors = new ArrayList<>();

  private SyntheticBundle(EncoderShape shape) {
    this.shape = shape;
  }

  /** Writes all files of a bundle; the directory is made. */
  static Path write(EncoderShape shape, SyntheticVocabulary vocabulary, Path directory)
      throws IOException {
    Files.createDirectories(directory.resolve("1_Pooling"));
    Files.createDirectories(directory.resolve("2_Normalize"));
    SyntheticBundle bundle = new SyntheticBundle(shape);
    bundle.weights();
    SafetensorsWriter.write(directory.resolve("model.safetensors"), bundle.tensors);
    write(directory.resolve("config.json"), bundle.config());
    ArrayNode modules = JSON.createArrayNode();
    module(modules, "", "Transformer");
    module(modules, "1_Pooling", "Pooling");
    module(modules, "2_Normalize", "Normalize");
    JSON.writeValue(directory.resolve("modules.json").toFile(), modules);
    write(
        directory.resolve("1_Pooling/config.json"),
        JSON.createObjectNode()
            .put("word_embedding_dimension", shape.hidden())
            .put("pooling_mode_mean_tokens", true));
    write(
        directory.resolve("sentence_bert_config.json"),
        JSON.createObjectNode().put("max_seq_length", shape.positions()));
    write(directory.resolve("tokenizer.json"), tokenizer(vocabulary));
    return directory;
  }

  private static void write(Path file, ObjectNode content) throws IOException {
    JSON.writeValue(file.toFile(), content);
  }

  private static void module(ArrayNode modules, String path, String type) {
    int index = modules.size();
    modules
        .addObject()
        .put("idx", index)
        .put("name", Integer.toString(index))
        .put("path", path)
        .put("type", "sentence_transformers.models." + type);
  }

  private ObjectNode config() {
    return JSON.createObjectNode()
        .put("model_type", "bert")
        .put("hidden_act", "gelu")
        .put("hidden_size", shape.hidden())
        .put("num_attention_heads", shape.heads())
        .put("num_hidden_layers", shape.layers())
        .put("intermediate_size", shape.intermediate())
        .put("vocab_size", shape.vocabulary())
        .put("max_position_embeddings", shape.positions())
        .put("type_vocab_size", 2)
        .put("layer_norm_eps", 1e-12);
  }

  private void weights() {
    int hidden = shape.hidden();
    tensor("embeddings.word_embeddings.weight", 0, 0.05, shape.vocabulary(), hidden);
    tensor("embeddings.position_embeddings.weight", 0, 0.02, shape.positions(), hidden);
    tensor("embeddings.token_type_embeddings.weight", 0, 0.02, 2, hidden);
    norm("embeddings.LayerNorm");
    for (int i = 0; i < shape.layers(); i++) {
      String layer = "encoder.layer." + i + ".";
      dense(layer + "attention.self.query", 1.8, hidden, hidden);
      dense(layer + "attention.self.key", 1.8, hidden, hidden);
      dense(layer + "attention.self.value", 1, hidden, hidden);
      dense(layer + "attention.output.dense", 1, hidden, hidden);
      norm(layer + "attention.output.LayerNorm");
      dense(layer + "intermediate.dense", 1, shape.intermediate(), hidden);
      dense(layer + "output.dense", 1.6, hidden, shape.intermediate());
      norm(layer + "output.LayerNorm");
    }
  }

  private void dense(String name, double gain, int outputs, int inputs) {
    tensor(name + ".weight", 0, gain / Math.sqrt(inputs), outputs, inputs);
    tensor(name + ".bias", 0, 0.02, outputs);
  }

  private void norm(String name) {
    tensor(name + ".weight", 1, 0.1, shape.hidden());
    tensor(name + ".bias", 0, 0.1, shape.hidden());
  }

  private void tensor(String name, double mean, double deviation, long... axes) {
    int count = Math.toIntExact(LongStream.of(axes).reduce(1, Math::multiplyExact));
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      data.putFloat((float) (mean + deviation * random.nextGaussian()));
    }
    tensors.add(
        new Safetensors.Tensor(
            name, TensorType.F32, LongStream.of(axes).boxed().toList(), data.flip()));
  }

  private static ObjectNode tokenizer(SyntheticVocabulary vocabulary) throws IOException {
    List<String> tokens = vocabulary.tokens();
    ObjectNode tokenizer =
        (ObjectNode)
            JSON.readTree(
                """
                {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
                 "normalizer":{"type":"BertNormalizer","clean_text":true,
                  "handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
                 "pre_tokenizer":{"type":"BertPreTokenizer"},
                 "post_processor":{"type":"TemplateProcessing",
                  "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},
                   {"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
                  "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
                  "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[%d],"tokens":["[CLS]"]},
                   "[SEP]":{"id":"[SEP]","ids":[%d],"tokens":["[SEP]"]}}},
                 "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
                 "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
                  "max_input_chars_per_word":100}}
                """
                    .formatted(SyntheticVocabulary.CLS, SyntheticVocabulary.SEP));
    ArrayNode added = tokenizer.putArray("added_tokens");
    for (int id = 0; id < SyntheticVocabulary.FIRST_WORD_PIECE; id++) {
      ObjectNode token = added.addObject().put("id", id).put("content", tokens.get(id));
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
        token.put(flag, false);
      }
      token.put("special", true);
    }
    ObjectNode ids = ((ObjectNode) tokenizer.get("model")).putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    return tokenizer;
  }
}
