package io.glossa.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that an {@link InputGate} may pause beside its owner: a partition is read when neither
 * wants it paused. What it has fetched of a paused partition stays fetched.
 */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {

  private final InputGate gate;

  /** Paused by the owner. */
  private final Set<TopicPartition> paused = new HashSet<>();

  GatedConsumer(Map<String, Object> config, InputGate gate) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.gate = gate;
    gate.attach();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Set<TopicPartition> assigned = assignment();
    paused.retainAll(assigned);
    Set<TopicPartition> now = paused();
    for (TopicPartition partition : assigned) {
      boolean wanted = paused.contains(partition) || gate.isHeld(partition);
      if (wanted && !now.contains(partition)) {
        super.pause(List.of(partition));
      } else if (!wanted && now.contains(partition)) {
        super.resume(List.of(partition));
      }
    }
    return super.poll(timeout);
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    super.pause(partitions);
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    // What the gate holds is resumed by a poll after its release.
    super.resume(partitions.stream().filter(partition -> !gate.isHeld(partition)).toList());
    paused.removeAll(partitions);
  }
}
