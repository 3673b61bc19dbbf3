package io.glossa.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way to a sink. Every output goes to the partition number of its input, so that all
 * that concerns a document stays in order and together, chunks included, whatever partitioner the
 * producers of the input use.
 */
final class Outgoing {

  private final byte @Nullable [] value;
  private final int partition;

  Outgoing(byte @Nullable [] value, int partition) {
    this.value = value;
    this.partition = partition;
  }

  static Serializer<Outgoing> serializer() {
    return (topic, outgoing) -> outgoing.value;
  }

  /** The partition of the input; topics with other partition counts are refused at start. */
  static StreamPartitioner<byte[], Outgoing> partitioner() {
    return (topic, key, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition));
  }
}
