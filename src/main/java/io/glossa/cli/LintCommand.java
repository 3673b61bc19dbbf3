package io.glossa.cli;

import io.glossa.InvalidSettingsException;
import io.glossa.SettingValue;
import io.glossa.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lint}: checks a configuration. */
@Command(
    name = "lint",
    description = {
      "Checks a configuration and shows what is in force, without contacting anything.",
      "All problems are reported at once: unknown keys, bad values, values that do not fit."
    },
    footer = {
      "",
      "Exit:    0 when it is sound, 2 when it is not.",
      "Example: ./glossa lint --config mine.yaml --set gate.threshold=4"
    })
final class LintCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(names = "--changed", description = "Show only what differs from the shipped file.")
  boolean changed;

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() {
    try {
      List<SettingValue> defaults = Settings.defaults().values();
      List<SettingValue> values =
          settings.load().values().stream()
              .filter(value -> !changed || !defaults.contains(value))
              .toList();
      if (asJson) {
        Output.json(spec, new Report(true, List.of(), values));
      } else {
        values.forEach(this::print);
        spec.commandLine().getErr().println("the configuration is sound");
      }
      return ExitCode.OK;
    } catch (InvalidSettingsException e) {
      if (asJson) {
        Output.json(spec, new Report(false, e.problems(), List.of()));
        return ExitCode.USAGE;
      }
      throw e;
    }
  }

  private record Report(boolean sound, List<String> problems, List<SettingValue> settings) {}

  private void print(SettingValue value) {
    spec.commandLine()
        .getOut()
        .printf("%-32s %-48s %s%n", value.key(), value.value(), value.source());
  }
}
