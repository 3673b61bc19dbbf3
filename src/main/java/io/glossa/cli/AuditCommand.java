package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.cli.audit.AuditReport;
import io.glossa.topology.Route;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: every input record accounted for. */
@Command(
    name = "audit",
    description = {
      "Reads input and outputs (committed records only) and accounts for every input record:",
      "enriched, review, dead letter, deleted, or unchanged and skipped. Reports what was lost,",
      "duplicated, unaccounted for, or out of order for its key.",
      "",
      "Pending is what the stream has not taken yet: no outcome, at or past the offset that the",
      "application's group has committed. Lost is what it has taken, without an outcome; records in",
      "flight at this moment show there until they are finished: use --wait.",
      "After ./glossa reset everything is published once more, and is reported as duplicated."
    },
    footer = {
      "",
      "Exit:    1 when anything is pending, lost, duplicated, unaccounted for or out of order.",
      "Example: ./glossa audit --wait 60 --json"
    })
final class AuditCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "While records lack an outcome, read on for so long. Default: 0.")
  long waitSeconds;

  @Option(
      names = "--compacted",
      description = "Accept that compaction removed an outcome whose newer version has one.")
  boolean compacted;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many problems are listed. Default: ${DEFAULT-VALUE}.")
  int examples = 20;

  @Option(names = "--json", description = "End in one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    refuseNegative("--wait", waitSeconds);
    refuseNegative("--examples", examples);
    Settings loaded = settings.load();
    TopicPresence.requireAll(loaded, settings.repeated());
    AuditReport report;
    List<String> truncations;
    try (Audit audit = new Audit(loaded, Wires.open(loaded))) {
      Progress progress = new Progress(spec.commandLine().getErr(), "records", audit.remaining());
      report = audit.await(Duration.ofSeconds(waitSeconds), compacted, progress);
      progress.done();
      truncations = audit.truncations();
    }
    print(report, truncations, spec.commandLine().getOut());
    if (asJson) {
      spec.commandLine().getOut().println(ReportLine.of("audit", results(report)).json());
    }
    return report.isClean() ? ExitCode.OK : ExitCode.FOUND;
  }

  private void refuseNegative(String option, long value) {
    if (value < 0) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d; expected 0 or more".formatted(option, value));
    }
  }

  private void print(AuditReport report, List<String> truncations, PrintWriter out) {
    results(report)
        .forEach(
            result -> out.printf("%-24s %,12d %s%n", result.name(), result.value(), result.unit()));
    if (report.pending() > 0) {
      out.printf("%,d records wait for the stream%n", report.pending());
    }
    truncations.forEach(out::println);
    report.problems().stream()
        .limit(examples)
        .forEach(
            problem -> out.printf("%-12s %s  %s%n", problem.kind(), problem.where(), problem.id()));
    if (report.problems().size() > examples) {
      out.printf("and %,d more%n", report.problems().size() - examples);
    }
  }

  private static List<ReportLine.Result> results(AuditReport report) {
    List<ReportLine.Result> results = new ArrayList<>();
    results.add(new ReportLine.Result("audit.events", report.events(), "records"));
    for (Route route : Route.values()) {
      results.add(new ReportLine.Result("audit." + route.label(), report.count(route), "records"));
    }
    results.add(new ReportLine.Result("audit.pending", report.pending(), "records"));
    results.add(new ReportLine.Result("audit.superseded", report.superseded(), "records"));
    for (AuditReport.Kind kind : AuditReport.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      results.add(new ReportLine.Result("audit." + name, report.count(kind), "records"));
    }
    return results;
  }
}
