package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.cli.audit.AuditLedger;
import io.glossa.cli.audit.AuditReport;
import io.glossa.topology.Route;
import io.glossa.topology.TopicNames;
import io.glossa.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Feeds a ledger from the topics, again and again. Not thread-safe. */
final class Audit implements AutoCloseable {

  private final TopicReader input;
  private final TopicReader outputs;
  private final AuditLedger ledger;
  private final Map<String, Route> routes;

  /** An audit at the beginning of all topics. */
  Audit(Settings settings, Wire wire) {
    TopicNames names = settings.topics();
    this.routes =
        Map.of(
            names.enrichedDocuments(),
            Route.ENRICHED,
            names.reviewQuality(),
            Route.REVIEW_QUALITY,
            names.reviewFailed(),
            Route.REVIEW_FAILED,
            names.deadLetters(),
            Route.DEAD_LETTER);
    this.ledger = new AuditLedger(wire, settings.limits());
    this.input = new TopicReader(KafkaClients.reader(settings), List.of(names.documents()));
    this.outputs =
        new TopicReader(
            KafkaClients.reader(settings),
            List.of(
                names.enrichedDocuments(),
                names.enrichedChunks(),
                names.reviewQuality(),
                names.reviewFailed(),
                names.deadLetters()));
    input.beginnings().forEach((p, offset) -> ledger.begin(p.partition(), offset));
  }

  /** Records to read, transaction markers included. */
  long remaining() {
    return input.remaining() + outputs.remaining();
  }

  /** Reads on to the present end and accounts. */
  AuditReport account(boolean compacted, Progress progress) {
    input.readToEnd(
        record -> {
          ledger.input(record);
          progress.add(1);
        });
    outputs.readToEnd(
        record -> {
          Route route = routes.get(record.topic());
          if (route == null) {
            ledger.chunk(record);
          } else {
            ledger.output(route, record);
          }
          progress.add(1);
        });
    return ledger.report(compacted);
  }

  /** Accounts until everything has its outcome, or the limit has passed. */
  AuditReport await(Duration limit, boolean compacted, Progress progress)
      throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    AuditReport report = account(compacted, progress);
    while (report.count(AuditReport.Kind.LOST) > 0 && System.nanoTime() - endNanos < 0) {
      Thread.sleep(250);
      report = account(compacted, progress);
    }
    return report;
  }

  @Override
  public void close() {
    input.close();
    outputs.close();
  }
}
