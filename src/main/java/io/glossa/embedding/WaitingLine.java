package io.glossa.embedding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * Submitters that wait for room in the queue: first come, first served, or a document of many texts
 * could keep others out for ever. Guarded by the lock of the condition.
 */
final class WaitingLine {

  private final Condition moved;
  private final Deque<Object> places = new ArrayDeque<>();

  WaitingLine(Condition moved) {
    this.moved = moved;
  }

  /** Room may have come. */
  void move() {
    moved.signalAll();
  }

  /**
   * Waits until a condition holds, without a place in the line.
   *
   * @return what is left of the patience, in nanoseconds; 0 or less when it passed
   */
  long await(BooleanSupplier condition, long patienceNanos) throws InterruptedException {
    long leftNanos = patienceNanos;
    while (!condition.getAsBoolean()) {
      if (leftNanos <= 0) {
        return 0;
      }
      leftNanos = moved.awaitNanos(leftNanos);
    }
    return Math.max(1, leftNanos);
  }

  /**
   * Waits until there is room and nobody stands before.
   *
   * @return whether that came within the patience
   */
  boolean enter(BooleanSupplier room, long patienceNanos) throws InterruptedException {
    if (places.isEmpty() && room.getAsBoolean()) {
      return true;
    }
    Object place = new Object();
    places.add(place);
    try {
      return await(() -> places.peek() == place && room.getAsBoolean(), patienceNanos) > 0;
    } finally {
      places.remove(place);
      move();
    }
  }
}
