package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedding.TextQueue.Share;
import io.glossa.embedding.TextQueue.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextQueueTest {

  private final TextQueue queue = new TextQueue();

  private static BatchBounds bounds(int maxTexts, int maxPaddedTokens) {
    return new BatchBounds(maxTexts, maxPaddedTokens, 512);
  }

  private void add(int... lengths) {
    for (int length : lengths) {
      queue.add(EncodedText.of(new int[length]), new Share(), 0);
    }
  }

  private List<Integer> take(int maxTexts, int maxPaddedTokens) {
    return queue.takeBatch(bounds(maxTexts, maxPaddedTokens)).texts().stream()
        .map(Waiting::length)
        .toList();
  }

  @Test
  void takesTheNeighboursInLengthOfTheOldest() {
    add(50, 10, 49, 11, 52, 500, 51);
    assertThat(take(4, 1000)).containsExactly(49, 50, 51, 52);
    assertThat(take(4, 1000)).containsExactly(10, 11);
    assertThat(take(4, 1000)).containsExactly(500);
    assertThat(take(4, 1000)).isEmpty();
  }

  @Test
  void keepsTheBudgetOfPaddedTokens() {
    add(10, 10, 10, 30);
    assertThat(take(32, 36)).as("10 is padded to 12").containsExactly(10, 10, 10);
    assertThat(take(32, 36)).containsExactly(30);
    add(10, 10, 10);
    assertThat(take(32, 35)).containsExactly(10, 10);
  }

  @Test
  void aTextOverTheBudgetMakesABatchOfItsOwn() {
    add(100, 100);
    assertThat(take(32, 30)).containsExactly(100);
    assertThat(take(32, 30)).containsExactly(100);
  }

  @Test
  void cutsDownToARungAndLeavesTheFarthestInLength() {
    add(20, 21, 22, 23, 24, 30, 19, 18, 10);
    assertThat(take(32, 10_000)).containsExactly(18, 19, 20, 21, 22, 23, 24, 30);
    assertThat(take(32, 10_000)).containsExactly(10);
  }

  @Test
  void saysWhetherTextsWereLeftWaiting() {
    add(10, 10, 10);
    assertThat(queue.takeBatch(bounds(2, 10_000)).chosen()).isTrue();
    assertThat(queue.takeBatch(bounds(2, 10_000)).chosen()).isFalse();
    assertThat(queue.takeBatch(bounds(2, 10_000)).texts()).isEmpty();
  }

  @Test
  void countsWhatWaitsOfADocument() {
    Share giant = new Share();
    queue.add(EncodedText.of(new int[7]), giant, 0);
    queue.add(EncodedText.of(new int[8]), giant, 0);
    add(7);
    assertThat(giant.tokens()).isEqualTo(15);
    take(2, 10_000);
    assertThat(giant.tokens()).isEqualTo(8);
    queue.takeAll();
    assertThat(giant.tokens()).isZero();
    assertThat(giant.texts()).isZero();
  }

  @Test
  void takesEveryTextOnceAndTheOldestAlways() {
    long seed = 7;
    Random random = new Random(seed);
    int added = 0;
    List<Long> taken = new ArrayList<>();
    while (taken.size() < 2000) {
      for (int i = random.nextInt(20); i > 0 && added < 2000; i--, added++) {
        add(1 + random.nextInt(300));
      }
      Waiting oldest = queue.oldest();
      List<Waiting> batch = queue.takeBatch(bounds(16, 1024)).texts();
      int longest = batch.stream().mapToInt(Waiting::length).max().orElse(0);
      int padded = batch.size() * BatchShape.paddedTokens(Math.max(1, longest), 512);
      assertThat(batch.size() <= 1 || padded <= 1024).as("seed %d", seed).isTrue();
      assertThat(batch.size()).isLessThanOrEqualTo(16);
      if (oldest != null) {
        assertThat(batch).as("seed %d", seed).contains(oldest);
      }
      batch.forEach(waiting -> taken.add(waiting.sequence));
    }
    assertThat(taken).doesNotHaveDuplicates().hasSize(2000);
    assertThat(queue.size()).isZero();
    assertThat(queue.tokens()).isZero();
  }

  @Test
  void padsLessThanOrderOfArrival() {
    long seed = 11;
    Random random = new Random(seed);
    List<Integer> lengths = random.ints(512, 5, 200).boxed().toList();
    lengths.forEach(this::add);
    int sorted = 0;
    for (List<Integer> batch = take(32, 2048); !batch.isEmpty(); batch = take(32, 2048)) {
      sorted += batch.size() * batch.get(batch.size() - 1);
    }
    int arrival = 0;
    for (int i = 0; i < lengths.size(); i += 32) {
      arrival += 32 * lengths.subList(i, i + 32).stream().max(Integer::compare).orElseThrow();
    }
    assertThat(sorted).as("seed %d", seed).isLessThan(arrival * 7 / 10);
  }
}
