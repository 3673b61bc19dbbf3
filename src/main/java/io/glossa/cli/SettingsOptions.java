package io.glossa.cli;

import io.glossa.InvalidSettingsException;
import io.glossa.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings come from: options that most verbs have. */
final class SettingsOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "${env:GLOSSA_CONFIG}",
      description = "YAML with what differs from the defaults. Default: $GLOSSA_CONFIG.")
  @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, over file and environment. May be repeated.")
  Map<String, String> overrides = new LinkedHashMap<>();

  /**
   * Reads and checks all settings.
   *
   * @throws InvalidSettingsException with every problem
   */
  Settings load() {
    return load(Map.of());
  }

  /** The settings with a verb's own values over them. */
  Settings load(Map<String, String> last) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(last);
    Path given = file == null || file.toString().isEmpty() ? null : file;
    return Settings.load(given, System.getenv(), all);
  }

  /** The part of a command line that repeats these options, to show in a hint; without secrets. */
  String repeated() {
    StringBuilder text = new StringBuilder();
    if (file != null && !file.toString().isEmpty()) {
      text.append(" --config ").append(file);
    }
    overrides.forEach(
        (key, value) ->
            text.append(" --set ")
                .append(key)
                .append('=')
                .append(Settings.isSecret(key) ? "..." : value));
    return text.toString();
  }
}
