package io.glossa.lab.tokenizer;

import java.util.Arrays;

/** Counts of {@code long} keys, without a box for each. Not thread-safe. */
final class LongCounter {

  /** A slot that no key has. */
  static final int NONE = -1;

  private static final long EMPTY = -1L;

  private long[] keys = new long[1 << 16];
  private long[] counts = new long[1 << 16];
  private int size;

  LongCounter() {
    Arrays.fill(keys, EMPTY);
  }

  /**
   * Adds to the count of a key.
   *
   * @param key at least 0
   */
  void add(long key, long amount) {
    int slot = slot(key);
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      size++;
    }
    counts[slot] += amount;
    if (size > keys.length / 2) {
      grow();
    }
  }

  /** The value of a key, or {@value #NONE} where it has none. */
  long get(long key) {
    int slot = slot(key);
    return keys[slot] == EMPTY ? NONE : counts[slot];
  }

  void set(long key, long value) {
    long old = get(key);
    add(key, old == NONE ? value : value - old);
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int mask = keys.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new long[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
