package io.glossa.topology;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as Glossa wants it.
 *
 * @param name topic name
 * @param partitions number of partitions
 * @param replicationFactor copies of each partition
 * @param key what the key is, in words
 * @param value the Avro record of the value, or what it is instead
 * @param purpose what the topic is for, in a sentence
 * @param configs topic configuration by Kafka's names
 */
public record TopicDefinition(
    String name,
    int partitions,
    short replicationFactor,
    String key,
    String value,
    String purpose,
    Map<String, String> configs) {

  /**
   * Key of the topic of models, the only one whose partitions have nothing to do with documents.
   */
  static final String SLOT = "slot";

  public TopicDefinition {
    configs = Collections.unmodifiableMap(new TreeMap<>(configs));
  }

  /** Whether its records go to the partition of their input. */
  boolean followsInput() {
    return !key.equals(SLOT);
  }
}
