package io.glossa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Writes {@code topology/configuration.md} from the definitions. */
public final class ConfigurationPage {

  private ConfigurationPage() {}

  /** The page as Markdown, one table for each group, in the order of definition. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Generated from the definitions in `io.glossa.SettingDefinitions`; a test holds it.

            A value is looked for in this order: `--set key=value` on the command line, the
            environment variable, the file given with `--config`, `topology/enrichment.yaml`. A
            list is written with commas or as a YAML list. `./glossa lint` shows what is in force
            and everything that is wrong with it. Secrets are never shown.

            Two prefixes take any rest. `kafka.…` (environment `GLOSSA_KAFKA_…`, with `_` for `.`)
            goes to Kafka Streams and its clients, such as `kafka.producer.linger.ms` or
            `kafka.security.protocol`. `gate.languages.CODE` (environment
            `GLOSSA_GATE_LANGUAGES_CODE`) sets the gate for a language.
            """);
    Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
    SettingDefinitions.definitions().configKeys().values().stream()
        .sorted(Comparator.comparingInt(key -> key.orderInGroup))
        .forEach(
            key ->
                groups
                    .computeIfAbsent(Objects.requireNonNull(key.group), name -> new ArrayList<>())
                    .add(key));
    groups.forEach(
        (group, keys) -> {
          page.append("\n## ").append(group).append("\n\n");
          page.append("| key | default | takes | environment | meaning |\n");
          page.append("|---|---|---|---|---|\n");
          keys.forEach(key -> page.append(row(key)));
        });
    return page.toString();
  }

  private static String row(ConfigKey key) {
    return "| `%s` | %s | %s | `%s` | %s |%n"
        .formatted(
            key.name,
            shown(key),
            Expected.of(key),
            SettingsLayers.environmentName(key.name),
            key.documentation)
        .replace(System.lineSeparator(), "\n");
  }

  private static String shown(ConfigKey key) {
    String value =
        key.type == ConfigDef.Type.PASSWORD
            ? ""
            : ConfigDef.convertToString(key.defaultValue, key.type);
    if (value.isEmpty()) {
      return "empty";
    }
    return "`" + value.replace(",", ", ") + "`";
  }
}
