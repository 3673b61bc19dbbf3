package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedding.TextQueue.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextQueueTest {

  private final TextQueue queue = new TextQueue();

  private static BatchingPolicy policy(int maxTexts, int maxPaddedTokens) {
    return new BatchingPolicy(maxTexts, maxPaddedTokens, Duration.ZERO, 1000, 1);
  }

  private void add(int... lengths) {
    for (int length : lengths) {
      queue.add(EncodedText.of(new int[length]), 0);
    }
  }

  private List<Integer> take(int maxTexts, int maxPaddedTokens) {
    return queue.takeBatch(policy(maxTexts, maxPaddedTokens)).stream()
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
    assertThat(take(32, 30)).containsExactly(10, 10, 10);
    assertThat(take(32, 30)).containsExactly(30);
  }

  @Test
  void aTextOverTheBudgetMakesABatchOfItsOwn() {
    add(100, 100);
    assertThat(take(32, 30)).containsExactly(100);
    assertThat(take(32, 30)).containsExactly(100);
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
      List<Waiting> batch = queue.takeBatch(policy(16, 1024));
      int longest = batch.stream().mapToInt(Waiting::length).max().orElse(0);
      assertThat(batch.size() == 1 || batch.size() * longest <= 1024).as("seed %d", seed).isTrue();
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
