package io.glossa.topology;

import io.glossa.document.Origin;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Operator {@code accept}: reads, validates, skips what is unchanged.
 *
 * <p>A version is remembered as accepted here, before its outcome is known, so that a re-send is
 * compared with the newest version and not with one that a newer version in flight will replace.
 */
final class AcceptProcessor implements Processor<byte[], byte[], byte[], Submission> {

  private final IntakeStage intake;
  private final SettlementStage settlement;
  private final StreamObserver observer;
  private @Nullable Connected connected;

  AcceptProcessor(IntakeStage intake, SettlementStage settlement, StreamObserver observer) {
    this.intake = intake;
    this.settlement = settlement;
    this.observer = observer;
  }

  private record Connected(
      ProcessorContext<byte[], Submission> context,
      KeyValueStore<String, Version> versions,
      Statistics statistics) {}

  @Override
  public void init(ProcessorContext<byte[], Submission> context) {
    connected =
        new Connected(
            context,
            context.getStateStore(StoreNames.VERSIONS),
            new Statistics(context.getStateStore(StoreNames.STATISTICS)));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Connected parts = connected;
    if (parts == null) {
      throw new IllegalStateException("process before init");
    }
    RecordMetadata metadata =
        parts
            .context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a source record without metadata"));
    Arrival arrival =
        new Arrival(
            new Origin(metadata.topic(), metadata.partition(), metadata.offset()),
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers());
    Intake read = intake.read(arrival);
    if (isUnchanged(parts.versions(), arrival, read)) {
      parts.statistics().count(SettlementStage.tallyKey(Route.UNCHANGED, null), 0);
      observer.settled(Route.UNCHANGED, Duration.ZERO);
      return;
    }
    parts.context().forward(record.withValue(new Submission(arrival, read)));
  }

  /** Compares with the newest accepted version and remembers this one in its place. */
  private boolean isUnchanged(
      KeyValueStore<String, Version> versions, Arrival arrival, Intake read) {
    if (read instanceof Intake.Undecodable || isMisrouted(arrival, read)) {
      return false;
    }
    String id = arrival.id();
    Version known = versions.get(id);
    Version before = known == null ? Version.NONE : known;
    String fingerprint =
        read instanceof Intake.Accepted accepted ? settlement.fingerprint(accepted) : "";
    if (!fingerprint.isEmpty() && fingerprint.equals(before.fingerprint())) {
      return true;
    }
    if (!fingerprint.equals(before.fingerprint())) {
      versions.put(id, before.accepting(fingerprint));
    }
    return false;
  }

  /** A record under another key than its id says nothing about the document of that key. */
  private static boolean isMisrouted(Arrival arrival, Intake read) {
    return read instanceof Intake.Refused refused && !refused.documentId().equals(arrival.id());
  }
}
