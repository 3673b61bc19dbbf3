package io.glossa.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads topics to what is their committed end now, and later from there on. Not thread-safe. */
final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> beginnings;

  /**
   * A reader at the beginning of all partitions of these topics.
   *
   * @param consumer closed with this
   * @throws EnvironmentException when a topic is missing
   */
  TopicReader(Consumer<byte[], byte[]> consumer, Collection<String> topics) {
    this.consumer = consumer;
    this.partitions =
        topics.stream().flatMap(topic -> partitionsOf(consumer, topic).stream()).toList();
    consumer.assign(partitions);
    this.beginnings = Map.copyOf(consumer.beginningOffsets(partitions));
    beginnings.forEach(consumer::seek);
  }

  /** First offset of each partition when this was made. */
  Map<TopicPartition, Long> beginnings() {
    return beginnings;
  }

  /** Records that lie ahead, transaction markers included. */
  long remaining() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  /** Hands over every record up to the present end, in order within a partition. */
  void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(sink);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  static List<TopicPartition> partitionsOf(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new EnvironmentException("topic '%s' is missing".formatted(topic), null);
    }
    return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }
}
