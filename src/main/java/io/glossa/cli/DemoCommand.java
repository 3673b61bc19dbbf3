package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.cli.audit.AuditReport;
import io.glossa.cli.rows.Row;
import io.glossa.topology.Route;
import io.glossa.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: everything in one process. */
@Command(
    name = "demo",
    description = {
      "Starts a broker, a schema registry and the stream in this process, sends sample documents",
      "of every fate, and shows what came out. Goes on until Ctrl-C, so that other programs can",
      "read the topics; with --once it ends."
    },
    footer = {"", "Example: ./glossa demo --once --json"})
final class DemoCommand implements Callable<Integer> {

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration WORK = Duration.ofMinutes(2);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(names = "--once", description = "End when all documents have come out.")
  boolean once;

  @Option(names = "--json", description = "End in one line of JSON.")
  boolean asJson;

  @Mixin ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Port of the queries. Default: free.")
  int httpPort;

  @Override
  public Integer call() throws Exception {
    settings.load();
    Termination termination = Termination.listen(Duration.ofMinutes(2));
    int code = ExitCode.FOUND;
    try {
      say("starting Kafka and the schema registry ...");
      try (DemoCluster started = cluster.start(spec)) {
        code = demonstrate(started, termination);
      }
    } finally {
      termination.finish(code);
    }
    return code;
  }

  private int demonstrate(DemoCluster cluster, Termination termination) throws Exception {
    Map<String, String> own = new LinkedHashMap<>(cluster.settings());
    own.put("http.port", Integer.toString(httpPort));
    Settings loaded = settings.load(own);
    TopicPresence.create(loaded);
    Wire wire = Wires.open(loaded);
    say("loading the model and starting the stream ...");
    Application application = Application.start(loaded, wire);
    try {
      if (!application.awaitRunning(START)) {
        say(
            "the stream did not start: "
                + application.failure().map(Failures::describe).orElse(""));
        return ExitCode.FOUND;
      }
      int sent = send(loaded, wire);
      say("%d records sent, waiting for what becomes of them ...".formatted(sent));
      AuditReport report;
      try (Audit audit = new Audit(loaded, wire)) {
        report = audit.await(WORK, true, new Progress(spec.commandLine().getErr(), "records", 0));
      }
      PrintWriter out = spec.commandLine().getOut();
      new DemoTable(loaded, wire).print(out);
      summarize(report, out);
      if (!once) {
        invite(cluster, application, out);
        waitForTheEnd(application, termination);
      }
      return report.isClean() && application.failure().isEmpty() ? ExitCode.OK : ExitCode.FOUND;
    } finally {
      application.stop();
    }
  }

  private static int send(Settings loaded, Wire wire) throws IOException {
    List<Row> rows = DemoDocuments.rows(loaded.limits());
    try (DocumentSender sender =
        new DocumentSender(
            KafkaClients.producer(loaded, DocumentSender.MAX_REQUEST_BYTES),
            wire,
            loaded.topics().documents())) {
      for (Row row : rows) {
        Optional<String> refused = sender.send(row);
        if (refused.isPresent()) {
          throw new IllegalStateException("a sample was refused: " + refused.get());
        }
      }
      sender.sendRaw("not-avro", DemoDocuments.UNDECODABLE);
      sender.flush();
    }
    return rows.size() + 1;
  }

  private void summarize(AuditReport report, PrintWriter out) {
    out.println();
    for (Route route : Route.values()) {
      out.printf("%-15s %,6d%n", route.label(), report.count(route));
    }
    out.printf(
        "%-15s %,6d, of them %,d lost, %,d duplicated%n",
        "records",
        report.events(),
        report.count(AuditReport.Kind.LOST),
        report.count(AuditReport.Kind.DUPLICATED));
    if (report.pending() > 0) {
      out.printf("%-15s %,6d%n", "pending", report.pending());
    }
    if (asJson) {
      out.println(
          ReportLine.of(
                  "demo",
                  List.of(
                      result("demo.enriched", report.count(Route.ENRICHED)),
                      result("demo.review.quality", report.count(Route.REVIEW_QUALITY)),
                      result("demo.review.failed", report.count(Route.REVIEW_FAILED)),
                      result("demo.dead-letters", report.count(Route.DEAD_LETTER)),
                      result("demo.deleted", report.count(Route.DELETED)),
                      result("demo.unchanged", report.count(Route.UNCHANGED)),
                      result("demo.lost", report.count(AuditReport.Kind.LOST))))
              .json());
    }
    out.flush();
  }

  private static ReportLine.Result result(String name, long value) {
    return new ReportLine.Result(name, value, "documents");
  }

  private static void invite(DemoCluster cluster, Application application, PrintWriter out) {
    String options =
        "--set kafka.bootstrap.servers=%s --set registry.urls=%s"
            .formatted(cluster.bootstrapServers(), cluster.registryUrl());
    out.printf(
        """

        broker    %s
        registry  %s
        queries   http://127.0.0.1:%d

        curl http://127.0.0.1:%d/v1/documents/en-coral
        curl http://127.0.0.1:%d/v1/statistics
        curl http://127.0.0.1:%d/metrics
        ./glossa consume --topic enriched --from-beginning --max 3 %s
        echo '{"id":"mine","text":"A sentence of my own."}' | ./glossa produce %s

        Ctrl-C ends the demo.
        """
            .replace("\n", System.lineSeparator()),
        cluster.bootstrapServers(),
        cluster.registryUrl(),
        application.httpPort(),
        application.httpPort(),
        application.httpPort(),
        application.httpPort(),
        options,
        options);
    out.flush();
  }

  private static void waitForTheEnd(Application application, Termination termination)
      throws InterruptedException {
    while (!termination.await(Duration.ofMillis(200))) {
      if (application.awaitEnd(Duration.ZERO)) {
        return;
      }
    }
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }
}
