package io.glossa.semantics;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Function words by language, from the resource {@code semantics/stop-words.yaml}. Immutable. */
final class StopWords {

  private final Map<String, Set<String>> byLanguage;

  private StopWords(Map<String, Set<String>> byLanguage) {
    this.byLanguage = Map.copyOf(byLanguage);
  }

  static StopWords fromResource() {
    Map<String, String> lists =
        YamlResource.read("/semantics/stop-words.yaml", new TypeReference<>() {});
    Map<String, Set<String>> byLanguage = new HashMap<>();
    lists.forEach(
        (language, words) ->
            byLanguage.put(
                language,
                Arrays.stream(words.strip().split("\\s+"))
                    .collect(Collectors.toUnmodifiableSet())));
    return new StopWords(byLanguage);
  }

  /** The function words of a language, in lower case; empty for a language without a list. */
  Set<String> of(String language) {
    return byLanguage.getOrDefault(language, Set.of());
  }
}
