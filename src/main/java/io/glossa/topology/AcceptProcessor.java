package io.glossa.topology;

import io.glossa.document.Origin;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Operator {@code accept}: reads and validates. Holds nothing. */
final class AcceptProcessor extends ContextualProcessor<byte[], byte[], byte[], Submission> {

  private final IntakeStage intake;

  AcceptProcessor(IntakeStage intake) {
    this.intake = intake;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata =
        context()
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
    context()
        .forward(
            record.withValue(
                new Submission(
                    read instanceof Intake.Oversized ? arrival.withoutContents() : arrival, read)));
  }
}
