package io.glossa.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits for its outcome. Until its turn comes it is only in the in-flight store. For
 * one thread.
 */
final class InFlight {

  private final int slot;
  private final String id;
  private final String fingerprint;
  private final int bytes;
  private final long sinceNanos = System.nanoTime();
  private @Nullable Settling work;

  /**
   * A record that arrived now.
   *
   * @param slot its key in the in-flight store
   * @param id key of the record
   * @param fingerprint what is being enriched; empty when nothing is
   * @param bytes bytes of its key and value
   * @param work null until its turn comes
   */
  InFlight(int slot, String id, String fingerprint, int bytes, @Nullable Settling work) {
    this.slot = slot;
    this.id = id;
    this.fingerprint = fingerprint;
    this.bytes = bytes;
    this.work = work;
  }

  int slot() {
    return slot;
  }

  String id() {
    return id;
  }

  String fingerprint() {
    return fingerprint;
  }

  int bytes() {
    return bytes;
  }

  @Nullable Settling work() {
    return work;
  }

  void begin(Settling begun) {
    work = begun;
  }

  boolean isDone() {
    return work != null && work.settlement().isDone();
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}
