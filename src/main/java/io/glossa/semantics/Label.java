package io.glossa.semantics;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A label of a taxonomy.
 *
 * @param id its name in results, such as {@code science-and-technology}
 * @param descriptions what it means, a text or a line of keywords for each of some languages; at
 *     least one
 */
record Label(String id, List<String> descriptions) {

  Label {
    descriptions = List.copyOf(descriptions);
    if (descriptions.isEmpty()) {
      throw new IllegalArgumentException("label '" + id + "' without description; expected one");
    }
  }

  /** The 17 top-level labels of the IPTC Media Topics, described in seven languages. */
  static List<Label> mediaTopics() {
    LinkedHashMap<String, LinkedHashMap<String, String>> labels =
        YamlResource.read("/semantics/media-topics.yaml", new TypeReference<>() {});
    return labels.entrySet().stream()
        .map(
            (Map.Entry<String, LinkedHashMap<String, String>> label) ->
                new Label(label.getKey(), List.copyOf(label.getValue().values())))
        .toList();
  }
}
