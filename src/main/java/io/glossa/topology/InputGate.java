package io.glossa.topology;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds back partitions whose tasks take no more for now. A task cannot leave a record unread, and
 * a stream thread that waits in it stops its other tasks, its commits and in the end its
 * transaction; so the consumer pauses the partition instead, as Kafka Streams does itself when
 * enough of it is buffered. One per application; thread-safe.
 */
final class InputGate {

  private final Set<TopicPartition> held = ConcurrentHashMap.newKeySet();
  private volatile boolean attached;

  void hold(TopicPartition partition) {
    held.add(partition);
  }

  void release(TopicPartition partition) {
    held.remove(partition);
  }

  boolean isHeld(TopicPartition partition) {
    return held.contains(partition);
  }

  /** A consumer asks it from now on. */
  void attach() {
    attached = true;
  }

  /** Whether a consumer asks it: without one, nothing but waiting slows the input. */
  boolean isAttached() {
    return attached;
  }
}
