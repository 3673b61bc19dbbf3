package io.glossa.embedding;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A known model: what its files say, and what they leave out. Where a file of the model says
 * something else about pooling, normalisation or length, the file wins; prompts, languages and
 * licence are taken from here.
 *
 * @param name short name, for settings
 * @param id on the Hugging Face hub
 * @param revision that is fetched unless another one is named
 * @param dimension components of a vector
 * @param maxTokens tokens of a text at most, special tokens included
 * @param pooling from token vectors to the text's
 * @param normalised whether vectors have length 1
 * @param prompts texts to put before a text, by purpose ({@code query}, {@code document})
 * @param languages BCP 47 codes, or {@code mul} for many
 * @param licence SPDX expression
 */
public record ModelPreset(
    String name,
    String id,
    String revision,
    int dimension,
    int maxTokens,
    Pooling pooling,
    boolean normalised,
    Map<String, String> prompts,
    List<String> languages,
    String licence) {

  private static final String MAIN = "main";
  private static final String APACHE = "Apache-2.0";
  private static final String MIT = "MIT";
  private static final List<String> ENGLISH = List.of("en");
  private static final List<String> MANY = List.of("mul");
  private static final Map<String, String> NO_PROMPTS = Map.of();
  private static final Map<String, String> E5 = Map.of("query", "query: ", "document", "passage: ");
  private static final Map<String, String> BGE =
      Map.of("query", "Represent this sentence for searching relevant passages: ");

  /** Source: the models' cards and files on the hub. */
  private static final List<ModelPreset> ALL =
      List.of(
          mean("minilm-l6", "sentence-transformers/all-MiniLM-L6-v2", 384, 256, ENGLISH),
          mean("minilm-l12", "sentence-transformers/all-MiniLM-L12-v2", 384, 128, ENGLISH),
          new ModelPreset(
              "multilingual-minilm-l12",
              "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
              MAIN,
              384,
              128,
              Pooling.MEAN,
              false,
              NO_PROMPTS,
              MANY,
              APACHE),
          mean("mpnet-base", "sentence-transformers/all-mpnet-base-v2", 768, 384, ENGLISH),
          new ModelPreset(
              "bge-small",
              "BAAI/bge-small-en-v1.5",
              MAIN,
              384,
              512,
              Pooling.CLS,
              true,
              BGE,
              ENGLISH,
              MIT),
          // The branch main has no safetensors; this is the hub's own conversion of it.
          new ModelPreset(
              "bge-m3",
              "BAAI/bge-m3",
              "refs/pr/38",
              1024,
              8192,
              Pooling.CLS,
              true,
              NO_PROMPTS,
              MANY,
              MIT),
          e5("e5-small", "intfloat/e5-small-v2", 384, ENGLISH),
          e5("multilingual-e5-small", "intfloat/multilingual-e5-small", 384, MANY),
          e5("multilingual-e5-base", "intfloat/multilingual-e5-base", 768, MANY));

  public ModelPreset {
    prompts = Map.copyOf(prompts);
    languages = List.copyOf(languages);
  }

  /** All known models. */
  public static List<ModelPreset> all() {
    return ALL;
  }

  /** The preset of a short name. */
  public static Optional<ModelPreset> named(String name) {
    return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
  }

  /** The preset of a model of the hub. */
  public static Optional<ModelPreset> ofId(String id) {
    return ALL.stream().filter(preset -> preset.id.equalsIgnoreCase(id)).findFirst();
  }

  private static ModelPreset mean(
      String name, String id, int dimension, int maxTokens, List<String> languages) {
    return new ModelPreset(
        name, id, MAIN, dimension, maxTokens, Pooling.MEAN, true, NO_PROMPTS, languages, APACHE);
  }

  private static ModelPreset e5(String name, String id, int dimension, List<String> languages) {
    return new ModelPreset(name, id, MAIN, dimension, 512, Pooling.MEAN, true, E5, languages, MIT);
  }
}
