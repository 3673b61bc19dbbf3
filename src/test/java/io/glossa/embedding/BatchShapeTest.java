package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedding.TextQueue.Share;
import io.glossa.embedding.TextQueue.Waiting;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BatchShapeTest {

  private static final int MAX_TOKENS = 256;

  private record Shape(int texts, int tokens) {}

  @Test
  void paddingReachesTheTextAndNotBeyondTheModel() {
    for (int longest = 1; longest <= 512; longest++) {
      int padded = BatchShape.paddedTokens(longest, 500);
      assertThat(padded).isBetween(longest, Math.max(longest, 500));
      assertThat(padded - longest).isLessThanOrEqualTo(Math.max(3, longest / 8));
    }
    assertThat(BatchShape.paddedTokens(84, MAX_TOKENS)).isEqualTo(88);
    assertThat(BatchShape.paddedTokens(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void laddersAreAsShortAsDocumented() {
    assertThat(lengths(256)).hasSize(32);
    assertThat(lengths(512)).hasSize(40);
    assertThat(lengths(8192)).hasSize(72);
    Set<Integer> counts = new TreeSet<>();
    for (int texts = 1; texts <= 256; texts++) {
      counts.add(BatchShape.texts(texts, 256));
    }
    assertThat(counts).hasSize(28).contains(1, 2, 3, 4, 5, 6, 7, 8, 10, 28, 32, 256);
    assertThat(BatchShape.texts(30, 30)).isEqualTo(30);
  }

  private static Set<Integer> lengths(int maxTokens) {
    Set<Integer> lengths = new TreeSet<>();
    for (int longest = 1; longest <= maxTokens; longest++) {
      lengths.add(BatchShape.paddedTokens(longest, maxTokens));
    }
    return lengths;
  }

  @Test
  void manyBatchesHaveFewShapesAndLittlePadding() {
    long seed = 13;
    Random random = new Random(seed);
    TextQueue queue = new TextQueue();
    Set<Shape> shapes = new HashSet<>();
    Set<Shape> raw = new HashSet<>();
    long useful = 0;
    long unrounded = 0;
    long padded = 0;
    for (int batches = 0; batches < 100_000; batches++) {
      // Mostly a full queue, sometimes what a quiet hour leaves.
      long fill = random.nextInt(10) == 0 ? random.nextInt(2_000) : 4 * 2_048;
      while (queue.tokens() < fill || queue.size() == 0) {
        queue.add(EncodedText.of(new int[length(random)]), new Share(), 0);
      }
      List<Waiting> batch = queue.takeBatch(new BatchBounds(256, 2_048, MAX_TOKENS)).texts();
      int longest = batch.get(batch.size() - 1).length();
      int width = BatchShape.paddedTokens(longest, MAX_TOKENS);
      shapes.add(new Shape(batch.size(), width));
      raw.add(new Shape(batch.size(), longest));
      useful += batch.stream().mapToLong(Waiting::length).sum();
      unrounded += (long) batch.size() * longest;
      padded += (long) batch.size() * width;
    }
    double rounding = (double) padded / unrounded - 1;
    System.out.printf(
        "100,000 batches, seed %d: %d shapes (%d without ladders of lengths), rounding %.3f,"
            + " all padding %.3f%n",
        seed, shapes.size(), raw.size(), rounding, 1 - (double) useful / padded);

    assertThat(shapes).as("seed %d", seed).hasSizeLessThan(300);
    assertThat(shapes.size()).isLessThan(raw.size() / 3);
    assertThat(rounding).as("seed %d", seed).isLessThan(0.05);
  }

  /** Lognormal, median 84. */
  private static int length(Random random) {
    double tokens = 84 * Math.exp(0.6 * random.nextGaussian());
    return (int) Math.max(3, Math.min(MAX_TOKENS, Math.round(tokens)));
  }
}
