package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineToolTest {

  static Stream<String> verbs() {
    List<String> names = new ArrayList<>();
    collect("", CommandLineTool.commandLine(), names);
    return names.stream();
  }

  private static void collect(String prefix, CommandLine command, List<String> names) {
    command
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              if (verb.getSubcommands().isEmpty()
                  && !name.equals("help")
                  && !name.equals("bench")) {
                names.add(prefix + name);
              }
              collect(prefix + name + " ", verb, names);
            });
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpWithAnExample(String verb) {
    List<String> line = new ArrayList<>(List.of(verb.split(" ", -1)));
    line.add("--help");

    Shell.Result help = Shell.run(line.toArray(String[]::new));

    assertThat(help.code()).isEqualTo(ExitCode.OK);
    assertThat(help.out()).contains("Usage: glossa " + verb, "Example: ");
  }

  @Test
  void helpNamesTheExitCodes() {
    assertThat(Shell.run("--help").out()).contains("Exit codes: 0").contains("demo", "audit");
  }

  @Test
  void wrongCommandLineIsUsage() {
    assertThat(Shell.run("no-such-verb").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Shell.run("lint", "--no-such-option").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Shell.run().code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void auditRefusesNegativeNumbers() {
    for (String option : List.of("--wait", "--examples")) {
      Shell.Result result = Shell.run("audit", option, "-1");

      assertThat(result.code()).as(option).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains(option + " is -1; expected 0 or more");
    }
  }

  @Test
  void lintShowsWhatIsInForceAndWhereItWasWritten() {
    Shell.Result result = Shell.run("lint", "--set", "gate.threshold=4", "--changed");

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.out().lines()).singleElement().asString().contains("gate.threshold", "--set");
  }

  @Test
  void lintReportsEveryProblem() {
    Shell.Result result = Shell.run("lint", "--set", "a.b=1", "--set", "http.port=x");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("2 problems", "a.b", "http.port");
    assertThat(Shell.run("lint", "--json", "--set", "a.b=1").out())
        .contains("\"sound\":false", "unknown key a.b");
  }

  @Test
  void lintKnowsWhatKafkaRefuses() {
    Shell.Result result =
        Shell.run(
            "lint",
            "--set",
            "kafka.num.stream.threads=many",
            "--set",
            "kafka.producer.linger.ms=abc",
            "--set",
            "kafka.processing.guarantee=exactly_twice");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains(
            "3 problems",
            "kafka.num.stream.threads",
            "kafka.producer.linger.ms",
            "kafka.processing.guarantee");
    assertThat(Shell.run("lint", "--set", "kafka.num.stream.threads=3").code())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void portsThatCannotBeAreRefused() {
    Shell.Result result = Shell.run("broker", "--port", "99999");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("port 99999; expected 0 to 65535");
  }

  @Test
  void dryRunOfTopicsContactsNothing() {
    Shell.Result result =
        Shell.run(
            "topics", "create", "--dry-run", "--set", "kafka.bootstrap.servers=nowhere.invalid:1");

    assertThat(result.code()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).contains("glossa.documents.v1", "4 partitions");
  }

  @Test
  void missingBundleIsTheEnvironment() {
    Shell.Result result = Shell.run("embed", "--set", "model.bundle=/no/such/bundle");

    assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err()).contains("/no/such/bundle");
  }

  @Test
  void shortNamesStandForConfiguredTopics() {
    var names = io.glossa.topology.TopicNames.defaults();

    assertThat(TopicChoice.topic("enriched", names)).isEqualTo("glossa.enriched.documents.v1");
    assertThat(TopicChoice.topic("of.somebody.else", names)).isEqualTo("of.somebody.else");
    assertThat(TopicChoice.shortNames(names).values()).containsAll(names.all());
  }

  @Test
  void resetToJsonDoesNotAsk() {
    Shell.Result result = Shell.run("reset", "--json");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--yes or --dry-run");
  }

  @Test
  void hintsRepeatTheOptionsButNoSecret() {
    SettingsOptions options = new SettingsOptions();
    options.overrides.put("registry.urls", "http://registry:8081");
    options.overrides.put("registry.password", "hunter2");
    options.overrides.put("kafka.sasl.jaas.config", "password=hunter2");

    assertThat(options.repeated())
        .contains(" --set registry.urls=http://registry:8081", " --set registry.password=...")
        .doesNotContain("hunter2");
  }

  @Test
  void resetTakesOnlyInternalTopicsOfTheApplication() {
    assertThat(ResetCommand.isInternal("glossa-in-flight-changelog", "glossa")).isTrue();
    assertThat(ResetCommand.isInternal("glossa.documents.v1", "glossa")).isFalse();
    assertThat(ResetCommand.isInternal("glossa-report", "glossa")).isFalse();
    assertThat(ResetCommand.isInternal("other-x-changelog", "glossa")).isFalse();
  }

  @Test
  void progressTellsCountRateAndTimeLeft() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      assertThat(Progress.line(500, 2000, "rows", Duration.ofSeconds(5)))
          .isEqualTo("500 rows in 5.0 s, 100/s, 15 s left of 2,000");
      assertThat(Progress.line(500, 0, "rows", Duration.ofSeconds(5)))
          .isEqualTo("500 rows in 5.0 s, 100/s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
