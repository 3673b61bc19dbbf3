package io.glossa.topology;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a task that wait for their outcome, in order of arrival. */
final class InFlightQueue {

  private final Deque<InFlight> records = new ArrayDeque<>();
  private final Map<String, InFlight> newestOfDocument = new HashMap<>();
  private final BitSet slots = new BitSet();
  private long bytes;

  void add(InFlight record) {
    records.add(record);
    newestOfDocument.put(record.id(), record);
    slots.set(record.slot());
    bytes += record.bytes();
  }

  @Nullable InFlight first() {
    return records.peek();
  }

  /** Takes out the oldest record; there must be one. */
  void removeFirst() {
    InFlight first = records.remove();
    newestOfDocument.remove(first.id(), first);
    slots.clear(first.slot());
    bytes -= first.bytes();
  }

  /**
   * The smallest number that no record in flight has: the keys of the in-flight store are few and
   * come again, so that its changelog stays as short as the queue.
   */
  int freeSlot() {
    return slots.nextClearBit(0);
  }

  /** What the newest version of a document in flight is; empty when none is in flight. */
  Optional<String> newestFingerprint(String id) {
    return Optional.ofNullable(newestOfDocument.get(id)).map(InFlight::fingerprint);
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  int size() {
    return records.size();
  }

  boolean exceeds(InFlightPolicy policy) {
    return records.size() > policy.maxRecords()
        || (bytes > policy.maxBytes() && records.size() > 1);
  }

  void clear() {
    records.clear();
    newestOfDocument.clear();
    slots.clear();
    bytes = 0;
  }
}
