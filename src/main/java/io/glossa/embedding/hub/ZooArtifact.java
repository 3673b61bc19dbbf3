package io.glossa.embedding.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a model, as {@code metadata.json} of DJL's zoo describes it.
 *
 * @param version such as {@code 0.0.1}
 * @param arguments of the translator: pooling, normalize, includeTokenTypes, maxLength
 * @param files what it consists of
 */
record ZooArtifact(String version, Map<String, String> arguments, List<Item> files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A file or an archive.
   *
   * @param uri relative to {@code metadata.json}, or an address
   * @param name below the model's directory; empty for an archive that is laid out there
   * @param sha1 of the file as it is fetched
   * @param bytes its size; 0 when not said
   */
  record Item(String uri, String name, String sha1, long bytes) {

    boolean isZip() {
      return uri.endsWith(".zip");
    }

    boolean isGzip() {
      return uri.endsWith(".gz");
    }

    private boolean isTar() {
      return uri.endsWith(".tar") || uri.endsWith(".tar.gz") || uri.endsWith(".tgz");
    }
  }

  /**
   * The version that is asked for, else the highest.
   *
   * @throws BundleException when there is none, or it is for another engine than PyTorch
   */
  static ZooArtifact choose(byte[] metadata, ZooName name) {
    JsonNode root;
    try {
      root = JSON.readTree(metadata);
    } catch (IOException e) {
      throw new BundleException("the metadata of %s is no JSON".formatted(name), e);
    }
    List<String> versions = new ArrayList<>();
    Optional<JsonNode> chosen = Optional.empty();
    for (JsonNode artifact : root.path("artifacts")) {
      String version = artifact.path("version").asText();
      versions.add(version);
      boolean wanted = name.version().map(version::equals).orElse(true);
      if (wanted
          && (chosen.isEmpty()
              || Arrays.compare(numbers(version), numbers(chosen.get().path("version").asText()))
                  > 0)) {
        chosen = Optional.of(artifact);
      }
    }
    JsonNode artifact =
        chosen.orElseThrow(
            () -> new BundleException("%s: the zoo has the versions %s".formatted(name, versions)));
    Map<String, String> arguments = new TreeMap<>();
    artifact
        .path("arguments")
        .properties()
        .forEach(argument -> arguments.put(argument.getKey(), argument.getValue().asText()));
    String engine = arguments.getOrDefault("engine", "PyTorch");
    if (!engine.equals("PyTorch")) {
      throw new BundleException(
          "%s is a model for %s; Glossa runs those for PyTorch".formatted(name, engine));
    }
    List<Item> files = new ArrayList<>();
    artifact.path("files").forEach(file -> files.add(item(file, name)));
    if (files.isEmpty()) {
      throw new BundleException("%s: the zoo lists no files".formatted(name));
    }
    return new ZooArtifact(artifact.path("version").asText(), arguments, List.copyOf(files));
  }

  private static Item item(JsonNode file, ZooName name) {
    String uri = file.path("uri").asText();
    String given = file.path("name").asText();
    Item item =
        new Item(
            uri, given, file.path("sha1Hash").asText(), Math.max(0, file.path("size").asLong()));
    boolean checked = item.sha1().matches("[0-9a-fA-F]{40}");
    if (uri.isEmpty() || item.isTar() || !checked) {
      throw new BundleException(
          "%s: the zoo lists the file '%s' with sha1 '%s'; expected a plain file, .gz or .zip with"
                  .formatted(name, uri, item.sha1())
              + " its hash");
    }
    if (!given.isEmpty()) {
      RemotePath.require(given, "the metadata of " + name);
    }
    return item;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+"))
        .filter(number -> !number.isEmpty() && number.length() < 10)
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
