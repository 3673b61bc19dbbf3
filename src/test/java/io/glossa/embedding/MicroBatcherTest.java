package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private final ScriptedEmbedder embedder = new ScriptedEmbedder(4, 10_000);

  @AfterEach
  void letGo() {
    embedder.release();
  }

  private MicroBatcher batcher(int maxTexts, int maxPaddedTokens, Duration linger, int queue) {
    return new MicroBatcher(
        embedder,
        new BatchingPolicy(maxTexts, maxPaddedTokens, linger, queue, 1),
        BatchObserver.NONE);
  }

  /** Writes down the batches that were halved. */
  private static final class Halvings implements BatchObserver {
    private final List<Integer> padded = new CopyOnWriteArrayList<>();

    @Override
    public void batchRan(Batch batch) {}

    @Override
    public void batchFailed(int texts, RuntimeException cause) {}

    @Override
    public void textFailed(RuntimeException cause) {}

    @Override
    public void batchHalved(int texts, int paddedTokens) {
      padded.add(paddedTokens);
    }
  }

  private static EncodedText tokens(int count) {
    int[] ids = new int[count];
    ids[0] = count;
    return EncodedText.of(ids);
  }

  private static Embedding get(CompletableFuture<Embedding> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  @Test
  void runsAFullBatchWithoutLinger() throws Exception {
    try (MicroBatcher batcher = batcher(3, 1000, NEVER, 8)) {
      List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        vectors.add(batcher.submit(tokens(i)));
      }
      for (CompletableFuture<Embedding> vector : vectors) {
        get(vector);
      }
      assertThat(embedder.batchSizes()).containsExactly(3);
    }
  }

  @Test
  void flushesPartialBatchWhenLingerPasses() throws Exception {
    try (MicroBatcher batcher = batcher(100, 100_000, Duration.ofMillis(20), 200)) {
      get(batcher.submit(tokens(5)));
      assertThat(embedder.batchSizes()).containsExactly(1);
    }
  }

  @Test
  void flushesPartialBatchAtOnceWhenUrgent() throws Exception {
    try (MicroBatcher batcher = batcher(100, 100_000, NEVER, 200)) {
      CompletableFuture<Embedding> vector = batcher.submit(tokens(5));
      batcher.urgent(true);
      get(vector);
    }
  }

  @Test
  void givesEachTextItsOwnVector() throws Exception {
    long seed = 42;
    Random random = new Random(seed);
    try (MicroBatcher batcher = batcher(7, 300, Duration.ofMillis(1), 50)) {
      List<EncodedText> texts = new ArrayList<>();
      List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        EncodedText text = tokens(1 + random.nextInt(90));
        texts.add(text);
        vectors.add(batcher.submit(text));
      }
      for (int i = 0; i < texts.size(); i++) {
        Embedding alone = embedder.embed(List.of(texts.get(i))).get(0);
        assertThat(get(vectors.get(i))).as("text %d, seed %d", i, seed).isEqualTo(alone);
      }
    }
  }

  @Test
  void blocksSubmittersWhileTheQueueIsFull() throws Exception {
    embedder.hold();
    try (MicroBatcher batcher = batcher(2, 1000, Duration.ZERO, 4)) {
      AtomicInteger accepted = new AtomicInteger();
      List<CompletableFuture<Embedding>> vectors = new CopyOnWriteArrayList<>();
      Thread submitter =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 20; i++) {
                    vectors.add(batcher.submit(tokens(3)));
                    accepted.incrementAndGet();
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      submitter.start();
      submitter.join(300);
      assertThat(submitter.isAlive()).isTrue();
      // At most one running batch of two beside a full queue of four.
      assertThat(accepted.get()).isLessThanOrEqualTo(6);
      embedder.release();
      submitter.join(10_000);
      assertThat(accepted.get()).isEqualTo(20);
      for (CompletableFuture<Embedding> vector : vectors) {
        get(vector);
      }
    }
  }

  @Test
  void retriesARefusedBatchTextByText() throws Exception {
    embedder.hold();
    List<RuntimeException> refused = new CopyOnWriteArrayList<>();
    BatchObserver observer =
        new BatchObserver() {
          @Override
          public void batchRan(Batch batch) {}

          @Override
          public void batchFailed(int texts, RuntimeException cause) {}

          @Override
          public void textFailed(RuntimeException cause) {
            refused.add(cause);
          }
        };
    BatchingPolicy policy = new BatchingPolicy(4, 1000, NEVER, 8, 1);
    try (MicroBatcher batcher = new MicroBatcher(embedder, policy, observer)) {
      CompletableFuture<Embedding> good = batcher.submit(embedder.encode("good one"));
      CompletableFuture<Embedding> poison = batcher.submit(embedder.encode("poison one"));
      CompletableFuture<Embedding> nan = batcher.submit(embedder.encode("nan one"));
      CompletableFuture<Embedding> fine = batcher.submit(embedder.encode("fine one"));
      embedder.release();

      assertThat(get(good).isFinite()).isTrue();
      assertThat(get(fine).isFinite()).isTrue();
      assertThatThrownBy(() -> get(poison))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("choked");
      assertThatThrownBy(() -> get(nan)).cause().hasMessageContaining("not finite");
      assertThat(embedder.batchSizes()).containsExactlyInAnyOrder(4, 1, 1, 1, 1);
      assertThat(refused).hasSize(2);
    }
  }

  @Test
  void halvesABatchThatDoesNotFitUntilItDoes() throws Exception {
    CrampedEmbedder cramped = new CrampedEmbedder(embedder, 300);
    Halvings halvings = new Halvings();
    BatchingPolicy policy = new BatchingPolicy(64, 1024, NEVER, 256, 1);
    try (MicroBatcher batcher = new MicroBatcher(cramped, policy, halvings)) {
      List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        vectors.add(batcher.submit(tokens(16)));
      }
      CompletableFuture<Embedding> giant = batcher.submit(tokens(400));
      batcher.urgent(true);
      for (CompletableFuture<Embedding> vector : vectors) {
        get(vector);
      }
      assertThatThrownBy(() -> get(giant)).cause().isInstanceOf(ModelMemoryException.class);

      assertThat(cramped.refused()).containsExactly(1024, 512, 512, 416);
      assertThat(halvings.padded).containsExactly(1024, 512, 512);
      assertThat(batcher.budgetTokens()).isEqualTo(256);
    }
  }

  @Test
  void anOutOfMemoryErrorOfJavaIsNoMatterOfBatches() throws Exception {
    Embedder broken =
        new CrampedEmbedder(embedder, 0) {
          @Override
          public List<Embedding> embed(List<EncodedText> batch) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    BatchingPolicy policy = new BatchingPolicy(2, 1000, NEVER, 8, 1);
    try (MicroBatcher batcher = new MicroBatcher(broken, policy, BatchObserver.NONE)) {
      CompletableFuture<Embedding> first = batcher.submit(tokens(5));
      CompletableFuture<Embedding> second = batcher.submit(tokens(5));
      assertThatThrownBy(() -> get(first)).cause().isInstanceOf(OutOfMemoryError.class);
      assertThatThrownBy(() -> get(second)).cause().isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void aMillionTokensWaitBeforeTheQueueNotInIt() throws Exception {
    SlowEmbedder slow = new SlowEmbedder(embedder);
    BatchingPolicy policy = new BatchingPolicy(256, 2048, Duration.ofMillis(1), 1024, 1);
    try (MicroBatcher batcher = new MicroBatcher(slow, policy, BatchObserver.NONE)) {
      slow.onBatch(() -> assertThat(batcher.queuedTokens()).isLessThanOrEqualTo(4 * 2048));
      long seed = 21;
      Random random = new Random(seed);
      List<Callable<Integer>> submitters = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<Integer> lengths = random.ints(2_500, 1, 200).boxed().toList();
        submitters.add(() -> submitAll(batcher, lengths));
      }
      ExecutorService threads = Executors.newFixedThreadPool(submitters.size());
      int tokens = 0;
      for (Future<Integer> submitted : threads.invokeAll(submitters)) {
        tokens += submitted.get(60, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(tokens).as("seed %d", seed).isGreaterThan(950_000);
      assertThat(slow.batches()).isGreaterThan(400);
    }
  }

  private static int submitAll(MicroBatcher batcher, List<Integer> lengths) throws Exception {
    List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
    for (int length : lengths) {
      vectors.add(batcher.submit(tokens(length)));
    }
    for (CompletableFuture<Embedding> vector : vectors) {
      get(vector);
    }
    return lengths.stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void aDocumentOfManyTextsLeavesHalfOfTheQueueToOthers() throws Exception {
    embedder.hold();
    try (MicroBatcher batcher = batcher(64, 1024, Duration.ZERO, 256)) {
      TextLane giant = batcher.lane();
      int taken = 0;
      while (giant.offer(tokens(64), Duration.ZERO).isPresent()) {
        taken++;
      }
      // One batch may have left the queue already.
      assertThat(taken).isBetween(2 * 1024 / 64, 3 * 1024 / 64);
      TextLane small = batcher.lane();
      Optional<CompletableFuture<Embedding>> vector = small.offer(tokens(20), Duration.ZERO);
      assertThat(vector).isPresent();
      embedder.release();
      get(vector.orElseThrow());
    }
  }

  @Test
  void aSmallDocumentPassesGiantsAfterAFewBatches() throws Exception {
    SlowEmbedder slow = new SlowEmbedder(embedder);
    AtomicInteger giantTexts = new AtomicInteger();
    BatchingPolicy policy = new BatchingPolicy(64, 1024, Duration.ofMillis(1), 256, 1);
    try (MicroBatcher batcher = new MicroBatcher(slow, policy, BatchObserver.NONE)) {
      List<Thread> giants = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread giant =
            new Thread(
                () -> {
                  TextLane lane = batcher.lane();
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      if (lane.offer(tokens(64), Duration.ofMillis(5)).isPresent()) {
                        giantTexts.incrementAndGet();
                      }
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        giants.add(giant);
        giant.start();
      }
      slow.awaitBatches(20);
      for (int i = 0; i < 30; i++) {
        int before = slow.batches();
        get(batcher.lane().offer(tokens(20), Duration.ofSeconds(10)).orElseThrow());
        // A place in the line, the four batches that may wait, those cut around it in between.
        assertThat(slow.batches() - before).as("document %d", i).isLessThanOrEqualTo(10);
      }
      for (Thread giant : giants) {
        giant.interrupt();
        giant.join();
      }
      assertThat(giantTexts.get()).isGreaterThan(300);
    }
  }

  @Test
  void theBudgetFollowsWhatTheModelTakesASecond() throws Exception {
    // A call costs as much as 4,000 tokens: on a clock that only the model moves.
    SimulatedEmbedder model = new SimulatedEmbedder(embedder, CostCurve.overhead(4_000), 17);
    BatchingPolicy policy =
        new BatchingPolicy(
            4096, new BudgetBounds(512, 2048, 16_384), Duration.ofHours(1), 16_384, 1);
    try (MicroBatcher batcher =
        new MicroBatcher(model, policy, BatchObserver.NONE, model::nanoTime)) {
      EncodedText text = tokens(64);
      List<CompletableFuture<Embedding>> last = new ArrayList<>();
      while (model.batches() < 4_000) {
        last.add(batcher.submit(text));
      }
      assertThat(get(last.get(0)).isFinite()).isTrue();
      assertThat(batcher.budgetTokens()).as("seed 17").isGreaterThan(12_000);
    }
  }

  @Test
  void failsWaitingTextsWhenClosed() throws Exception {
    MicroBatcher batcher = batcher(100, 100_000, NEVER, 200);
    CompletableFuture<Embedding> vector = batcher.submit(tokens(5));
    batcher.close();
    assertThatThrownBy(() -> get(vector)).cause().isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> batcher.submit(tokens(1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void breaksForAllWhenTheEnvironmentBreaks() throws Exception {
    Embedder broken = new BrokenEmbedder(embedder);
    BatchingPolicy policy = new BatchingPolicy(1, 1000, NEVER, 8, 1);
    try (MicroBatcher batcher = new MicroBatcher(broken, policy, BatchObserver.NONE)) {
      CompletableFuture<Embedding> vector = batcher.submit(tokens(5));
      assertThatThrownBy(() -> get(vector)).cause().isInstanceOf(LinkageError.class);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  get(batcher.submit(tokens(1)));
                }
              })
          .hasStackTraceContaining("no native library");
    }
  }

  @Test
  void breaksForAllWhenAnObserverThrows() throws Exception {
    BatchObserver hostile =
        new BatchObserver() {
          @Override
          public void batchRan(Batch batch) {}

          @Override
          public void batchFailed(int texts, RuntimeException cause) {}

          @Override
          public void textFailed(RuntimeException cause) {
            throw new IllegalStateException("the metrics are broken");
          }
        };
    BatchingPolicy policy = new BatchingPolicy(1, 1000, NEVER, 8, 1);
    try (MicroBatcher batcher = new MicroBatcher(embedder, policy, hostile)) {
      CompletableFuture<Embedding> vector = batcher.submit(embedder.encode("poison"));

      assertThatThrownBy(() -> get(vector)).cause().hasMessageContaining("metrics are broken");
    }
  }
}
