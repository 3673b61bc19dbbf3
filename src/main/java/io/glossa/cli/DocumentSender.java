package io.glossa.cli;

import io.glossa.cli.rows.Row;
import io.glossa.document.Document;
import io.glossa.topology.TopicPlan;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends rows to the input topic: keyed by id, stamped with the event time. Not thread-safe. */
final class DocumentSender implements AutoCloseable {

  /** Room for key and headers around the largest value. */
  static final int MAX_REQUEST_BYTES = TopicPlan.MAX_INPUT_BYTES + 256 * 1024;

  private final Producer<byte[], byte[]> producer;
  private final Wire wire;
  private final String topic;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  DocumentSender(Producer<byte[], byte[]> producer, Wire wire, String topic) {
    this.producer = producer;
    this.wire = wire;
    this.topic = topic;
  }

  /**
   * Sends a document, or a tombstone for a deletion.
   *
   * @return why it was refused, with id and size; empty when it is on its way
   */
  Optional<String> send(Row row) {
    if (row instanceof Row.Malformed malformed) {
      return Optional.of(malformed.problem());
    }
    if (row instanceof Row.Update update) {
      Document document = update.document();
      byte[] value = wire.writeDocument(document);
      Optional<String> problem = tooLarge(row, document.id(), value.length);
      if (problem.isEmpty()) {
        send(document.id(), value, document.eventTime());
      }
      return problem;
    }
    if (row instanceof Row.Deletion deletion) {
      Optional<String> problem = tooLarge(row, deletion.id(), 0);
      if (problem.isEmpty()) {
        send(deletion.id(), null, null);
      }
      return problem;
    }
    return Optional.empty();
  }

  private static Optional<String> tooLarge(Row row, String id, int valueBytes) {
    int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (idBytes > TopicPlan.MAX_KEY_BYTES) {
      return Optional.of(
          "line %d, id '%s...', is an id of %,d bytes; the limit is %,d"
              .formatted(row.line(), id.substring(0, 40), idBytes, TopicPlan.MAX_KEY_BYTES));
    }
    return valueBytes > TopicPlan.MAX_INPUT_BYTES
        ? Optional.of(
            "line %d, id '%s', makes a record of %,d bytes; the limit is %,d"
                .formatted(row.line(), id, valueBytes, TopicPlan.MAX_INPUT_BYTES))
        : Optional.empty();
  }

  /** Sends bytes as they are, well-formed or not. */
  void sendRaw(String key, byte[] value) {
    send(key, value, null);
  }

  /**
   * Waits until everything sent is acknowledged.
   *
   * @throws KafkaException when something was not
   */
  void flush() {
    producer.flush();
    failIfBroken();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(String id, byte @Nullable [] value, @Nullable Instant eventTime) {
    failIfBroken();
    // Kafka takes no time before 1970; the value still carries it.
    Long timestamp =
        eventTime == null || eventTime.toEpochMilli() < 0 ? null : eventTime.toEpochMilli();
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic, null, timestamp, id.getBytes(StandardCharsets.UTF_8), value),
            (metadata, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
  }

  private void failIfBroken() {
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new KafkaException("a record could not be sent to " + topic, thrown);
    }
  }
}
