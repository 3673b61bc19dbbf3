package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A small BERT bundle with random weights, made from a seed. */
final class RandomBert {

  static final int HIDDEN = 24;
  static final int HEADS = 4;
  static final int LAYERS = 2;
  static final int INTERMEDIATE = 48;
  static final int POSITIONS = 64;
  static final double EPSILON = 1e-12;
  static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "stream", "of", "documents", "##s", "the");

  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();
  private final Random random;

  RandomBert(long seed) {
    random = new Random(seed);
    weight("embeddings.word_embeddings.weight", 0, WORDS.size(), HIDDEN);
    weight("embeddings.position_embeddings.weight", 0, POSITIONS, HIDDEN);
    weight("embeddings.token_type_embeddings.weight", 0, 2, HIDDEN);
    norm("embeddings.LayerNorm");
    for (int i = 0; i < LAYERS; i++) {
      String layer = "encoder.layer." + i + ".";
      for (String part : List.of("query", "key", "value")) {
        dense(layer + "attention.self." + part, HIDDEN, HIDDEN);
      }
      dense(layer + "attention.output.dense", HIDDEN, HIDDEN);
      norm(layer + "attention.output.LayerNorm");
      dense(layer + "intermediate.dense", INTERMEDIATE, HIDDEN);
      dense(layer + "output.dense", HIDDEN, INTERMEDIATE);
      norm(layer + "output.LayerNorm");
    }
  }

  /** Writes the bundle as sentence-transformers would. */
  Path write(Path directory, String prefix, String poolingMode, boolean normalise)
      throws IOException {
    Files.createDirectories(directory.resolve("1_Pooling"));
    List<Safetensors.Tensor> tensors = new ArrayList<>();
    weights.forEach(
        (name, values) -> {
          ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
          data.asFloatBuffer().put(values);
          tensors.add(
              new Safetensors.Tensor(
                  prefix + name, TensorType.F32, shapes.getOrDefault(name, List.of()), data));
        });
    SafetensorsWriter.write(directory.resolve("model.safetensors"), tensors);
    ObjectNode config = JSON.createObjectNode();
    config.put("model_type", "bert").put("hidden_act", "gelu").put("hidden_size", HIDDEN);
    config.put("num_attention_heads", HEADS).put("num_hidden_layers", LAYERS);
    config.put("intermediate_size", INTERMEDIATE).put("vocab_size", WORDS.size());
    config.put("max_position_embeddings", POSITIONS).put("layer_norm_eps", EPSILON);
    JSON.writeValue(directory.resolve("config.json").toFile(), config);
    String modules =
        """
        [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
         {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"}%s]
        """
            .formatted(
                normalise
                    ? """
                    ,{"idx":2,"name":"2","path":"2_Normalize",
                     "type":"sentence_transformers.models.Normalize"}
                    """
                    : "");
    Files.writeString(directory.resolve("modules.json"), modules);
    Files.writeString(
        directory.resolve("1_Pooling/config.json"),
        "{\"word_embedding_dimension\":%d,\"pooling_mode_%s\":true}"
            .formatted(HIDDEN, poolingMode));
    Files.writeString(directory.resolve("tokenizer.json"), tokenizer());
    return directory;
  }

  /** WordPiece; its truncation and padding must be overruled. */
  static String tokenizer() {
    String vocabulary =
        LongStream.range(0, WORDS.size())
            .mapToObj(id -> "\"%s\":%d".formatted(WORDS.get((int) id), id))
            .collect(Collectors.joining(","));
    return """
    {"version":"1.0",
     "truncation":{"direction":"Right","max_length":8,"strategy":"LongestFirst","stride":0},
     "padding":{"strategy":{"Fixed":16},"direction":"Right","pad_to_multiple_of":null,
      "pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},
     "added_tokens":[
      {"id":2,"content":"[CLS]","single_word":false,"lstrip":false,"rstrip":false,
       "normalized":false,"special":true},
      {"id":3,"content":"[SEP]","single_word":false,"lstrip":false,"rstrip":false,
       "normalized":false,"special":true}],
     "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,
      "strip_accents":null,"lowercase":true},
     "pre_tokenizer":{"type":"BertPreTokenizer"},
     "post_processor":{"type":"TemplateProcessing",
      "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
       {"SpecialToken":{"id":"[SEP]","type_id":0}}],
      "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
      "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
       "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
     "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
     "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
      "max_input_chars_per_word":100,"vocab":{%s}}}
    """
        .formatted(vocabulary);
  }

  private void dense(String name, int outputs, int inputs) {
    weight(name + ".weight", 0, outputs, inputs);
    weight(name + ".bias", 0, outputs);
  }

  private void norm(String name) {
    weight(name + ".weight", 1, HIDDEN);
    weight(name + ".bias", 0, HIDDEN);
  }

  private void weight(String name, double mean, long... shape) {
    float[] values = new float[(int) LongStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + 0.2 * random.nextGaussian());
    }
    weights.put(name, values);
    shapes.put(name, LongStream.of(shape).boxed().toList());
  }
}
