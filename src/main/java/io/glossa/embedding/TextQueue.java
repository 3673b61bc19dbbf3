package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The texts that wait for a batch, by arrival and by length. Not thread-safe: {@link MicroBatcher}
 * guards it.
 *
 * <p>A batch is the neighbourhood, in length, of the text that waits longest: nothing starves, and
 * the boundaries of batches move with the lengths, so that little is padded.
 */
final class TextQueue {

  /** A text on its way to its vector. */
  static final class Waiting {
    final EncodedText text;
    final long sequence;
    final long arrivedNanos;
    final CompletableFuture<Embedding> vector = new CompletableFuture<>();
    private boolean taken;

    private Waiting(EncodedText text, long sequence, long arrivedNanos) {
      this.text = text;
      this.sequence = sequence;
      this.arrivedNanos = arrivedNanos;
    }

    int length() {
      return text.length();
    }
  }

  private final Deque<Waiting> byArrival = new ArrayDeque<>();
  private final NavigableSet<Waiting> byLength =
      new TreeSet<>(
          Comparator.comparingInt(Waiting::length).thenComparingLong(waiting -> waiting.sequence));
  private long nextSequence;
  private long tokens;

  Waiting add(EncodedText text, long nowNanos) {
    Waiting waiting = new Waiting(text, nextSequence++, nowNanos);
    byArrival.add(waiting);
    byLength.add(waiting);
    tokens += waiting.length();
    return waiting;
  }

  int size() {
    return byLength.size();
  }

  /** Tokens of all waiting texts, without padding. */
  long tokens() {
    return tokens;
  }

  @Nullable Waiting oldest() {
    return byArrival.peek();
  }

  /** Takes the batch around the oldest text, shortest text first; empty when nothing waits. */
  List<Waiting> takeBatch(BatchingPolicy policy) {
    Waiting oldest = byArrival.peek();
    if (oldest == null) {
      return List.of();
    }
    Waiting shortest = oldest;
    Waiting longest = oldest;
    int texts = 1;
    while (true) {
      Waiting shorter = byLength.lower(shortest);
      Waiting longer = byLength.higher(longest);
      boolean downAdmitted = shorter != null && policy.admits(texts + 1, longest.length());
      boolean upAdmitted = longer != null && policy.admits(texts + 1, longer.length());
      if (upAdmitted && (!downAdmitted || isNearer(longer, shorter, oldest))) {
        longest = longer;
      } else if (downAdmitted) {
        shortest = shorter;
      } else {
        break;
      }
      texts++;
    }
    List<Waiting> batch = new ArrayList<>(byLength.subSet(shortest, true, longest, true));
    batch.forEach(this::remove);
    dropTakenFromFront();
    return batch;
  }

  /** Takes everything, in order of arrival. */
  List<Waiting> takeAll() {
    List<Waiting> all = byArrival.stream().filter(waiting -> !waiting.taken).toList();
    byArrival.clear();
    byLength.clear();
    tokens = 0;
    return all;
  }

  private static boolean isNearer(
      @Nullable Waiting longer, @Nullable Waiting shorter, Waiting centre) {
    if (longer == null || shorter == null) {
      return shorter == null;
    }
    return longer.length() - centre.length() <= centre.length() - shorter.length();
  }

  private void remove(Waiting waiting) {
    waiting.taken = true;
    byLength.remove(waiting);
    tokens -= waiting.length();
  }

  /** Texts leave the middle of the arrival order; they are dropped when they reach its front. */
  private void dropTakenFromFront() {
    for (Waiting first = byArrival.peek(); first != null && first.taken; first = byArrival.peek()) {
      byArrival.remove();
    }
  }
}
