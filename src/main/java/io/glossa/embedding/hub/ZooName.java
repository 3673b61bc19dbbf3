package io.glossa.embedding.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model of DJL's zoo.
 *
 * @param group such as {@code ai.djl.huggingface.pytorch}
 * @param artifact such as {@code sentence-transformers/all-MiniLM-L6-v2}
 * @param version such as {@code 0.0.1}; empty for the highest
 */
record ZooName(String group, String artifact, Optional<String> version) {

  static final String SCHEME = "djl://";

  private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){1,3}");

  /** {@code djl://GROUP/ARTIFACT[/VERSION]}. */
  static ZooName ofUrl(String url) {
    List<String> parts = new ArrayList<>(List.of(url.substring(SCHEME.length()).split("/", -1)));
    String group = parts.remove(0);
    Optional<String> version = Optional.empty();
    if (parts.size() > 1 && VERSION.matcher(parts.get(parts.size() - 1)).matches()) {
      version = Optional.of(parts.remove(parts.size() - 1));
    }
    boolean named =
        !parts.isEmpty()
            && parts.stream()
                .allMatch(part -> PART.matcher(part).matches() && !part.contains(".."));
    if (!GROUP.matcher(group).matches() || !named) {
      throw new IllegalArgumentException(
          "'%s' is no model of DJL's zoo; expected djl://GROUP/ARTIFACT[/VERSION], such as"
                  .formatted(url)
              + " djl://ai.djl.huggingface.pytorch/sentence-transformers/all-MiniLM-L6-v2");
    }
    return new ZooName(group, String.join("/", parts), version);
  }

  /** Where the zoo describes it, below the zoo's address. */
  String metadataPath() {
    return "model/nlp/text_embedding/%s/%s/metadata.json"
        .formatted(group.replace('.', '/'), artifact);
  }

  /** The name without a version. */
  String model() {
    return SCHEME + group + "/" + artifact;
  }

  @Override
  public String toString() {
    return model() + version.map(number -> "/" + number).orElse("");
  }
}
