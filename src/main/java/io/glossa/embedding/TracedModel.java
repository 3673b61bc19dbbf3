package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A traced Hugging Face model in a directory, as DJL's zoo lays it out: TorchScript, {@code
 * tokenizer.json} and {@code serving.properties}. Its vectors' width shows when it runs.
 *
 * @param directory of the files
 * @param script the TorchScript file
 * @param identity name, and hash of the contents as for a {@linkplain ModelBundle bundle}
 * @param pooling from token vectors to the text's, where the script does not pool itself
 * @param normalised whether vectors are brought to length 1
 * @param maxTokens tokens of a text at most, special tokens included
 * @param tokenTypes whether the script takes token types as its third input
 */
public record TracedModel(
    Path directory,
    Path script,
    ModelIdentity identity,
    Pooling pooling,
    boolean normalised,
    int maxTokens,
    boolean tokenTypes) {

  public static final String PROPERTIES = "serving.properties";

  /** Key of the model's name in {@value #PROPERTIES}. */
  public static final String ID = "glossa.id";

  private static final int USUAL_MAX_TOKENS = 512;
  private static final String SUPPORTED = "supported are mean and cls, without further layers";

  /** Whether a directory holds a traced model and no bundle. */
  public static boolean isAt(Path directory) {
    return Files.isDirectory(directory)
        && !Files.exists(directory.resolve("modules.json"))
        && !scripts(directory).isEmpty();
  }

  /**
   * Reads what the files say.
   *
   * @throws BundleException when files are missing, damaged, or ask for what is not supported
   */
  public static TracedModel open(Path directory) {
    List<Path> scripts = scripts(directory);
    if (scripts.size() != 1 || !Files.isRegularFile(directory.resolve("tokenizer.json"))) {
      throw new BundleException(
          "%s holds %d TorchScript files (.pt) and %s tokenizer.json; expected one of each"
              .formatted(
                  directory,
                  scripts.size(),
                  Files.exists(directory.resolve("tokenizer.json")) ? "a" : "no"));
    }
    Properties properties = properties(directory.resolve(PROPERTIES));
    if (properties.containsKey("dense") || properties.containsKey("layerNorm")) {
      throw new BundleException(
          "%s asks for a dense or normalising layer behind the model; %s"
              .formatted(directory.resolve(PROPERTIES), SUPPORTED));
    }
    Path name = directory.toAbsolutePath().normalize().getFileName();
    String otherwise =
        properties.getProperty("option.modelName", name == null ? "unnamed" : name.toString());
    return new TracedModel(
        directory,
        scripts.get(0),
        new ModelIdentity(properties.getProperty(ID, otherwise), BundleFiles.revision(directory)),
        pooling(directory, properties.getProperty("pooling", "mean")),
        Boolean.parseBoolean(properties.getProperty("normalize", "true")),
        maxTokens(directory, properties),
        Boolean.parseBoolean(properties.getProperty("includeTokenTypes", "false")));
  }

  public Path tokenizer() {
    return directory.resolve("tokenizer.json");
  }

  private static Pooling pooling(Path directory, String mode) {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "mean", "mean_tokens" -> Pooling.MEAN;
      case "cls", "cls_token" -> Pooling.CLS;
      default ->
          throw new BundleException(
              "%s pools by '%s'; %s".formatted(directory.resolve(PROPERTIES), mode, SUPPORTED));
    };
  }

  private static int maxTokens(Path directory, Properties properties) {
    String given = properties.getProperty("maxLength", "").strip();
    if (given.matches("[1-9]\\d{0,6}")) {
      return Integer.parseInt(given);
    }
    Path config = directory.resolve("config.json");
    if (Files.exists(config)) {
      JsonNode positions = BundleFiles.readTree(config).path("max_position_embeddings");
      if (positions.asInt() > 0) {
        return Math.min(positions.asInt(), USUAL_MAX_TOKENS);
      }
    }
    return USUAL_MAX_TOKENS;
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new BundleException("cannot read " + file, e);
      }
    }
    return properties;
  }

  private static List<Path> scripts(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".pt"))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new BundleException("cannot list " + directory, e);
    }
  }
}
