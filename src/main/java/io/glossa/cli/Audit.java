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
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Feeds a ledger from the topics, again and again. Not thread-safe. */
final class Audit implements AutoCloseable {

  private final Settings settings;
  private final Admin admin;
  private final TopicReader input;
  private final TopicReader outputs;
  private final AuditLedger ledger;
  private final Map<String, Route> routes;

  /** An audit at the beginning of all topics. */
  Audit(Settings settings, Wire wire) {
    TopicNames names = settings.topics();
    this.settings = settings;
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
    this.admin = KafkaClients.admin(settings);
    input.beginnings().forEach((p, offset) -> ledger.begin(p.partition(), offset));
  }

  /** Records to read, transaction markers included. */
  long remaining() {
    return input.remaining() + outputs.remaining();
  }

  /** Partitions of outputs that have lost their oldest records, a line for each. */
  List<String> truncations() {
    return outputs.beginnings().entrySet().stream()
        .filter(begin -> begin.getValue() > 0)
        .map(
            begin ->
                "topic %s partition %d starts at offset %d: older outcomes are gone"
                    .formatted(
                        begin.getKey().topic(), begin.getKey().partition(), begin.getValue()))
        .sorted()
        .toList();
  }

  /**
   * Reads on to the present end and accounts.
   *
   * @throws EnvironmentException when the offsets of the group cannot be read
   */
  AuditReport account(boolean compacted, Progress progress) throws InterruptedException {
    // First: what the stream commits while the topics are read has its outcome further on.
    ledger.committed(committedOffsets());
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
    while (report.isIncomplete() && System.nanoTime() - endNanos < 0) {
      Thread.sleep(250);
      report = account(compacted, progress);
    }
    return report;
  }

  /** What the group of the application reads next, by partition of the input. */
  private Map<Integer, Long> committedOffsets() throws InterruptedException {
    String group = settings.applicationId();
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(settings.topics().documents()))
          .filter(entry -> entry.getValue() != null)
          .collect(
              Collectors.toMap(entry -> entry.getKey().partition(), e -> e.getValue().offset()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw new EnvironmentException(
          "the offsets of group '%s' could not be read, on %s"
              .formatted(group, settings.bootstrapServers()),
          e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
    input.close();
    outputs.close();
  }
}
