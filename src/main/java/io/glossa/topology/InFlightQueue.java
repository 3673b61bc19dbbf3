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

  /** Those that have something to hand in still, in order of arrival. */
  private final Deque<InFlight> behind = new ArrayDeque<>();

  private long bytes;
  private int begun;
  private long begunBytes;

  void add(InFlight record) {
    records.add(record);
    behind.add(record);
    if (record.work() != null) {
      begun(record);
    }
    newestOfDocument.put(record.id(), record);
    slots.set(record.slot());
    bytes += record.bytes();
  }

  @Nullable InFlight first() {
    return records.peek();
  }

  /** The oldest record that has something to hand in still. */
  @Nullable InFlight firstBehind() {
    return behind.peek();
  }

  /** The oldest record that was behind is no more. */
  void caughtUp() {
    behind.remove();
  }

  /** Work on a record has begun: more of it is in memory than its bytes. */
  void begun(InFlight record) {
    begun++;
    begunBytes += record.bytes();
  }

  /** Whether work on another record may begin. */
  boolean admits(InFlight next, InFlightPolicy policy) {
    return begun == 0
        || (begun < policy.maxRecords() && begunBytes + next.bytes() <= policy.maxBytes());
  }

  /** Takes out the oldest record, on which work has begun; there must be one. */
  void removeFirst() {
    InFlight first = records.remove();
    begun--;
    begunBytes -= first.bytes();
    if (behind.peek() == first) {
      // It failed before all of it was handed in.
      behind.remove();
    }
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
    behind.clear();
    begun = 0;
    begunBytes = 0;
    newestOfDocument.clear();
    slots.clear();
    bytes = 0;
  }
}
