package io.glossa.testkit;

import io.glossa.embedding.Safetensors;
import io.glossa.embedding.SafetensorsWriter;
import io.glossa.embedding.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A repository of a hub.
 *
 * @param commit that {@code main} means
 * @param files by name
 * @param token that opens it; empty for everybody
 */
public record HubRepository(String commit, Map<String, byte[]> files, String token) {

  public static final String WEIGHTS = "model.safetensors";
  private static final int TOKENS = 4000;
  private static final int WIDTH = 64;

  /** A static table of about a megabyte, with files beside it that nobody needs. */
  public static HubRepository of(long seed, char commitDigit) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "modules.json",
        utf8(
            """
            [{"idx":0,"path":"","type":"sentence_transformers.models.StaticEmbedding"},
             {"idx":1,"path":"1_Normalize","type":"sentence_transformers.models.Normalize"}]
            """));
    files.put("tokenizer.json", utf8("{\"version\":\"1.0\",\"seed\":" + seed + "}"));
    files.put("config_sentence_transformers.json", utf8("{\"prompts\":{\"query\":\"find: \"}}"));
    files.put(WEIGHTS, weights(seed));
    files.put("README.md", utf8("a card"));
    files.put(".gitattributes", utf8("hidden"));
    files.put("pytorch_model.bin", new byte[1000]);
    files.put("onnx/model.onnx", new byte[1000]);
    files.put("openvino/openvino_model.bin", new byte[1000]);
    return new HubRepository(String.valueOf(commitDigit).repeat(40), files, "");
  }

  /** A plain directory of Hugging Face transformers, without files of sentence-transformers. */
  public static HubRepository bareBert(long seed, char commitDigit) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "config.json",
        utf8(
            """
            {"model_type":"bert","hidden_size":384,"max_position_embeddings":512,
             "hidden_act":"gelu","num_hidden_layers":12}
            """));
    files.put("tokenizer.json", utf8("{}"));
    files.put("vocab.txt", utf8("[PAD]\n"));
    files.put(WEIGHTS, weights(seed));
    return new HubRepository(String.valueOf(commitDigit).repeat(40), files, "");
  }

  /** The same with a file more, or another one in its place. */
  public HubRepository with(String name, byte[] contents) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, contents);
    return new HubRepository(commit, changed, token);
  }

  /** The same without a file. */
  public HubRepository without(String name) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(name);
    return new HubRepository(commit, changed, token);
  }

  /** The same behind a token. */
  public HubRepository gated(String opens) {
    return new HubRepository(commit, files, opens);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] weights(long seed) throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(TOKENS * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(seed);
    while (data.hasRemaining()) {
      data.putFloat((float) random.nextGaussian());
    }
    Path file = Files.createTempFile("weights", ".safetensors");
    try {
      SafetensorsWriter.write(
          file,
          List.of(
              new Safetensors.Tensor(
                  "embedding.weight",
                  TensorType.F32,
                  List.of((long) TOKENS, (long) WIDTH),
                  data.flip())));
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
