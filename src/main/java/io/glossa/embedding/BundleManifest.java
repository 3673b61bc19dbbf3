package io.glossa.embedding;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code glossa.json} says of a bundle.
 *
 * @param format version of this file, {@value #FORMAT}
 * @param id name of the model
 * @param revision hash of the contents, 64 hexadecimal digits (see {@link ModelBundle#open})
 * @param dimension components of a vector; when the modules give more, the first are kept
 *     (Matryoshka truncation)
 * @param maxTokens tokens of a text at most, special tokens included
 * @param pooling from token vectors to the text's; several are joined
 * @param layers hidden layers whose mean is pooled: 1 is the first, -1 the last, 0 the token
 *     embeddings
 * @param normalised whether vectors have length 1
 * @param prompts texts to put before a text, by purpose; {@code document} is put before documents
 * @param languages BCP 47 codes, most important first; empty when unknown
 * @param licence SPDX expression; empty when unknown
 * @param files relative paths of all files besides this one, so that a class path can be read
 * @param training how the model was made: data, recipe, seed
 * @param evaluation figures by name
 */
public record BundleManifest(
    int format,
    String id,
    String revision,
    int dimension,
    int maxTokens,
    @JsonFormat(
            with = {
              JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
              JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
            })
        List<Pooling> pooling,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = LastLayer.class)
        List<Integer> layers,
    boolean normalised,
    Map<String, String> prompts,
    List<String> languages,
    String licence,
    List<String> files,
    Map<String, Object> training,
    Map<String, Object> evaluation) {

  public static final String FILE_NAME = "glossa.json";
  public static final int FORMAT = 1;

  /** What models are pooled from unless they say otherwise. */
  public static final List<Integer> LAST_LAYER = List.of(-1);

  // A manifest comes from JSON, where any field may be missing.
  @SuppressWarnings("ConstantValue")
  public BundleManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "%s of format %d; supported is %d".formatted(FILE_NAME, format, FORMAT));
    }
    if (isBlank(id) || isBlank(revision) || dimension < 1 || maxTokens < 1) {
      throw new IllegalArgumentException(
          "%s with id '%s', revision '%s', dimension %d, maxTokens %d; expected all of them"
              .formatted(FILE_NAME, id, revision, dimension, maxTokens));
    }
    pooling = pooling == null ? List.of(Pooling.MEAN) : List.copyOf(pooling);
    layers = layers == null || layers.isEmpty() ? LAST_LAYER : List.copyOf(layers);
    prompts = prompts == null ? Map.of() : Map.copyOf(prompts);
    languages = languages == null ? List.of() : List.copyOf(languages);
    licence = licence == null ? "" : licence;
    files = files == null ? List.of() : List.copyOf(files);
    training = training == null ? Map.of() : Map.copyOf(training);
    evaluation = evaluation == null ? Map.of() : Map.copyOf(evaluation);
  }

  public ModelIdentity identity() {
    return new ModelIdentity(id, revision);
  }

  /** The text to put before a document; often empty. */
  public String documentPrompt() {
    return prompts.getOrDefault("document", prompts.getOrDefault("passage", ""));
  }

  /** The text to put before a query; often empty. */
  public String queryPrompt() {
    return prompts.getOrDefault("query", "");
  }

  static BundleManifest parse(byte[] json, String origin) {
    try {
      return BundleFiles.JSON.readValue(json, BundleManifest.class);
    } catch (IOException e) {
      String problem =
          e instanceof JsonProcessingException parse ? parse.getOriginalMessage() : e.getMessage();
      throw new BundleException(origin + " is no manifest of a model bundle: " + problem, e);
    }
  }

  /**
   * Writes {@code glossa.json} beside the finished contents of a bundle, with their revision and
   * list of files in place of those of this manifest.
   *
   * @return the manifest as written
   */
  public BundleManifest writeTo(Path directory) throws IOException {
    List<String> listed = new java.util.ArrayList<>(BundleFiles.contents(directory));
    if (Files.exists(directory.resolve("README.md"))) {
      listed.add("README.md");
    }
    BundleManifest sealed = withRevision(BundleFiles.revision(directory)).withFiles(listed);
    Files.write(directory.resolve(FILE_NAME), BundleFiles.JSON.writeValueAsBytes(sealed));
    return sealed;
  }

  BundleManifest with(
      int newDimension,
      int newMaxTokens,
      List<Pooling> newPooling,
      List<Integer> newLayers,
      boolean newNormalised,
      Map<String, String> newPrompts) {
    return new BundleManifest(
        format,
        id,
        revision,
        newDimension,
        newMaxTokens,
        newPooling,
        newLayers,
        newNormalised,
        newPrompts,
        languages,
        licence,
        files,
        training,
        evaluation);
  }

  BundleManifest withRevision(String newRevision) {
    return new BundleManifest(
        format,
        id,
        newRevision,
        dimension,
        maxTokens,
        pooling,
        layers,
        normalised,
        prompts,
        languages,
        licence,
        files,
        training,
        evaluation);
  }

  private BundleManifest withFiles(List<String> newFiles) {
    return new BundleManifest(
        format,
        id,
        revision,
        dimension,
        maxTokens,
        pooling,
        layers,
        normalised,
        prompts,
        languages,
        licence,
        newFiles,
        training,
        evaluation);
  }

  /** Leaves the layers out of the file when they are what they are without it. */
  static final class LastLayer {
    @Override
    public boolean equals(@Nullable Object value) {
      return LAST_LAYER.equals(value);
    }

    @Override
    public int hashCode() {
      return LAST_LAYER.hashCode();
    }
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
