package io.glossa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The raw settings, each layer over the one before: the YAML of the class path, the user's file,
 * the environment, the command line. What cannot be read is a problem, not an exception.
 */
final class SettingsLayers {

  static final String DEFAULTS = "enrichment.yaml";
  static final String ENVIRONMENT_PREFIX = "GLOSSA_";

  /**
   * A value as written.
   *
   * @param text the value
   * @param source where it was written, in words
   */
  record Raw(String text, String source) {}

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Map<String, Raw> values = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  Map<String, Raw> values() {
    return values;
  }

  List<String> problems() {
    return problems;
  }

  void addDefaults() {
    try (InputStream in = Settings.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException(DEFAULTS + " is not on the class path");
      }
      flatten("", YAML.readTree(in), DEFAULTS);
    } catch (IOException e) {
      throw new UncheckedIOException(DEFAULTS, e);
    }
  }

  void addFile(Path file) {
    try {
      JsonNode root = YAML.readTree(Files.readAllBytes(file));
      if (root.isObject()) {
        flatten("", root, file.toString());
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add("%s is not a YAML mapping; expected 'key: value' lines".formatted(file));
      }
    } catch (JsonProcessingException e) {
      problems.add(
          "%s line %d is not YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      problems.add("%s cannot be read: %s".formatted(file, e));
    }
  }

  void addEnvironment(Map<String, String> environment) {
    Map<String, String> keyByName = new TreeMap<>();
    for (String key : SettingDefinitions.keys()) {
      keyByName.put(environmentName(key), key);
    }
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(ENVIRONMENT_PREFIX)
                  && !SettingDefinitions.RESERVED_ENVIRONMENT.contains(name)) {
                String key = keyByName.getOrDefault(name, freeKey(name));
                values.put(key, new Raw(value, "environment " + name));
              }
            });
  }

  void addOverrides(Map<String, String> overrides) {
    overrides.forEach((key, value) -> values.put(key, new Raw(value, "--set")));
  }

  /**
   * The environment variable of a key: {@code topics.dead-letters} is GLOSSA_TOPICS_DEAD_LETTERS.
   */
  static String environmentName(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The key of a variable that names no defined setting: a prefix with a free rest, or unknown. */
  private static String freeKey(String name) {
    String languages = environmentName(SettingDefinitions.GATE_LANGUAGES);
    if (name.startsWith(languages)) {
      return SettingDefinitions.GATE_LANGUAGES
          + name.substring(languages.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private void flatten(String prefix, JsonNode node, String source) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                flatten(key + ".", value, source);
              } else if (value.isArray()) {
                StringJoiner list = new StringJoiner(",");
                value.forEach(item -> list.add(item.asText()));
                values.put(key, new Raw(list.toString(), source));
              } else {
                values.put(key, new Raw(value.isNull() ? "" : value.asText(), source));
              }
            });
  }
}
