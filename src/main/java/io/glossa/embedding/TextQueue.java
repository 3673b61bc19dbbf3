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
 * the boundaries of batches move with the lengths, so that little is padded. Batches take the
 * shapes of {@link BatchShape}.
 */
final class TextQueue {

  /** A text on its way to its vector. */
  static final class Waiting {
    final EncodedText text;
    final long sequence;
    final long arrivedNanos;
    final CompletableFuture<Embedding> vector = new CompletableFuture<>();
    private final Share share;
    private boolean taken;

    private Waiting(EncodedText text, Share share, long sequence, long arrivedNanos) {
      this.text = text;
      this.share = share;
      this.sequence = sequence;
      this.arrivedNanos = arrivedNanos;
    }

    int length() {
      return text.length();
    }
  }

  /** What waits of one document. */
  static final class Share {
    private long tokens;
    private int texts;

    long tokens() {
      return tokens;
    }

    int texts() {
      return texts;
    }

    private void changed(int difference, Waiting waiting) {
      texts += difference;
      tokens += (long) difference * waiting.length();
    }
  }

  private static final Comparator<Waiting> BY_LENGTH =
      Comparator.comparingInt(Waiting::length).thenComparingLong(waiting -> waiting.sequence);

  private final Deque<Waiting> byArrival = new ArrayDeque<>();
  private final NavigableSet<Waiting> byLength = new TreeSet<>(BY_LENGTH);
  private long nextSequence;
  private long tokens;

  Waiting add(EncodedText text, Share share, long nowNanos) {
    Waiting waiting = new Waiting(text, share, nextSequence++, nowNanos);
    share.changed(1, waiting);
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

  /**
   * The batch that was cut.
   *
   * @param texts shortest first; empty when nothing waited
   * @param chosen whether more texts waited than it took: its size was the bound's doing
   */
  record Cut(List<Waiting> texts, boolean chosen) {}

  /** Takes the batch around the oldest text. */
  Cut takeBatch(BatchBounds bounds) {
    Waiting oldest = byArrival.peek();
    if (oldest == null) {
      return new Cut(List.of(), false);
    }
    List<Waiting> nearest = neighbourhood(oldest, bounds);
    boolean chosen = nearest.size() < size();
    List<Waiting> batch =
        new ArrayList<>(nearest.subList(0, BatchShape.texts(nearest.size(), bounds.maxTexts())));
    batch.sort(BY_LENGTH);
    batch.forEach(this::remove);
    dropTakenFromFront();
    return new Cut(batch, chosen);
  }

  /** The text and as many others as the bounds admit, nearest in length first. */
  private List<Waiting> neighbourhood(Waiting centre, BatchBounds bounds) {
    Waiting shortest = centre;
    Waiting longest = centre;
    List<Waiting> nearest = new ArrayList<>();
    nearest.add(centre);
    while (true) {
      int texts = nearest.size() + 1;
      Waiting shorter = byLength.lower(shortest);
      Waiting longer = byLength.higher(longest);
      boolean downAdmitted = shorter != null && bounds.admits(texts, longest.length());
      boolean upAdmitted = longer != null && bounds.admits(texts, longer.length());
      if (upAdmitted && (!downAdmitted || isNearer(longer, shorter, centre))) {
        longest = longer;
        nearest.add(longer);
      } else if (downAdmitted) {
        shortest = shorter;
        nearest.add(shorter);
      } else {
        return nearest;
      }
    }
  }

  /** Takes everything, in order of arrival. */
  List<Waiting> takeAll() {
    List<Waiting> all = byArrival.stream().filter(waiting -> !waiting.taken).toList();
    all.forEach(waiting -> waiting.share.changed(-1, waiting));
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
    waiting.share.changed(-1, waiting);
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
