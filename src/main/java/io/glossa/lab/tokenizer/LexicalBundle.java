package io.glossa.lab.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.Safetensors;
import io.glossa.embedding.SafetensorsWriter;
import io.glossa.embedding.TensorType;
import io.glossa.vector.HalfFloat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A bundle whose vectors know nothing but which tokens two texts share: for each token a random
 * direction, as long as its weight. Random directions are nearly orthogonal, so the cosine of two
 * texts comes near the cosine of their TF-IDF vectors.
 */
final class LexicalBundle {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LexicalBundle() {}

  /** Writes all files but the tokenizer and the manifest. */
  static void write(TokenizerRecipe recipe, float[] weights, Path directory) throws IOException {
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"),
        List.of(
            new Safetensors.Tensor(
                "embedding.weight",
                TensorType.F16,
                List.of((long) weights.length, (long) recipe.vectors().dimension()),
                table(recipe, weights))));
    writeJson(directory.resolve("modules.json"), modules());
    ObjectNode config = JSON.createObjectNode();
    config.put("similarity_fn_name", "cosine").putNull("default_prompt_name");
    config.putObject("prompts");
    writeJson(directory.resolve("config_sentence_transformers.json"), config);
  }

  /** The manifest, whose revision and files are filled in when it is written. */
  static BundleManifest manifest(
      TokenizerRecipe recipe, Map<String, Object> training, Map<String, Object> evaluation) {
    return new BundleManifest(
        BundleManifest.FORMAT,
        recipe.id(),
        "unsealed",
        recipe.vectors().dimension(),
        recipe.vectors().maxTokens(),
        List.of(Pooling.MEAN),
        BundleManifest.LAST_LAYER,
        true,
        Map.of(),
        recipe.languages(),
        recipe.licence(),
        List.of(),
        training,
        evaluation);
  }

  private static ByteBuffer table(TokenizerRecipe recipe, float[] weights) {
    int dimension = recipe.vectors().dimension();
    ByteBuffer table =
        ByteBuffer.allocate(Math.multiplyExact(weights.length * 2, dimension))
            .order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(recipe.seed());
    double[] direction = new double[dimension];
    for (float weight : weights) {
      double squares = 0;
      for (int i = 0; i < dimension; i++) {
        direction[i] = random.nextGaussian();
        squares += direction[i] * direction[i];
      }
      for (double component : direction) {
        table.putShort(HalfFloat.fromFloat((float) (component * weight / Math.sqrt(squares))));
      }
    }
    return table.flip();
  }

  private static com.fasterxml.jackson.databind.JsonNode modules() {
    var modules = JSON.createArrayNode();
    List<String> types = List.of("StaticEmbedding", "Normalize");
    List<String> paths = List.of("", "1_Normalize");
    for (int i = 0; i < types.size(); i++) {
      modules
          .addObject()
          .put("idx", i)
          .put("name", Integer.toString(i))
          .put("path", paths.get(i))
          .put("type", "sentence_transformers.models." + types.get(i));
    }
    return modules;
  }

  private static void writeJson(Path file, com.fasterxml.jackson.databind.JsonNode json)
      throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
  }
}
