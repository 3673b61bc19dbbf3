package io.glossa.embedding;

import io.glossa.embedding.BatchRunner.Job;
import io.glossa.embedding.TextQueue.Share;
import io.glossa.embedding.TextQueue.Waiting;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers texts from all tasks and partitions of a JVM into batches for one model.
 *
 * <p>Thread-safe. {@link #submit} blocks while the queue is full, in texts or in tokens: overload
 * slows the input. A worker never waits for a caller, so a caller that waits for its futures cannot
 * deadlock. How many tokens a batch has follows from what the model does with them: {@link
 * TokenBudget}.
 *
 * <p>A batch that the model refuses is tried text by text; a text that it refuses alone completes
 * its future with {@link InferenceException}. One that does not fit the model's memory is halved
 * until it does. An {@link Error}, a {@link ModelUnavailableException}, or an observer that throws,
 * breaks the batcher: every waiting and later text fails with it, for a future that nobody
 * completes would stop its caller for good.
 */
public final class MicroBatcher implements Vectorizer, AutoCloseable {

  private final Embedder embedder;
  private final BatchingPolicy policy;
  private final LongSupplier nanoTime;
  private final TokenBudget budget;
  private final BatchRunner runner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingLine line = new WaitingLine(lock.newCondition());
  private final TextQueue queue = new TextQueue();
  private final List<Thread> workers = new ArrayList<>();
  private boolean urgent;
  private boolean closed;
  private @Nullable Throwable broken;

  public MicroBatcher(Embedder embedder, BatchingPolicy policy, BatchObserver observer) {
    this(embedder, policy, observer, System::nanoTime);
  }

  /** The same on another clock, by which batches are measured and texts linger. */
  MicroBatcher(
      Embedder embedder, BatchingPolicy policy, BatchObserver observer, LongSupplier nanoTime) {
    this.embedder = embedder;
    this.policy = policy;
    this.nanoTime = nanoTime;
    this.budget = new TokenBudget(policy.paddedTokens());
    this.runner = new BatchRunner(embedder, budget, observer, nanoTime);
    for (int i = 0; i < policy.workers(); i++) {
      Thread worker = new Thread(this::work, "micro-batcher-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  @Override
  public Embedder embedder() {
    return embedder;
  }

  /**
   * Queues a text and returns the future of its vector. Blocks while the queue is full.
   *
   * @throws InterruptedException when interrupted while the queue is full
   * @throws IllegalStateException when closed or broken
   */
  @Override
  public CompletableFuture<Embedding> submit(EncodedText text) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      line.enter(() -> hasRoom(text), Long.MAX_VALUE);
      return add(text, new Share());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public TextLane lane() {
    Share share = new Share();
    return (text, patience) -> offer(text, share, patience.toNanos());
  }

  private Optional<CompletableFuture<Embedding>> offer(
      EncodedText text, Share share, long patienceNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long leftNanos = line.await(() -> hasRoom(text, share), patienceNanos);
      return leftNanos > 0 && line.enter(() -> hasRoom(text), patienceNanos > 0 ? leftNanos : 0)
          ? Optional.of(add(text, share))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the queue takes the text. One that has ended says so, to let submitters learn why. */
  private boolean hasRoom(EncodedText text) {
    return hasEnded()
        || queue.size() == 0
        || (queue.size() < policy.queueTexts()
            && queue.tokens() + text.length() <= policy.queueTokens(budget.largest()));
  }

  /** Whether the document's half of the queue does. */
  private boolean hasRoom(EncodedText text, Share share) {
    return hasEnded()
        || share.texts() == 0
        || (share.texts() < policy.queueTexts() / 2
            && share.tokens() + text.length() <= policy.queueTokens(budget.largest()) / 2);
  }

  private boolean hasEnded() {
    return closed || broken != null;
  }

  private CompletableFuture<Embedding> add(EncodedText text, Share share) {
    if (broken != null) {
      throw new IllegalStateException("the micro-batcher is broken", broken);
    }
    if (closed) {
      throw new IllegalStateException("the micro-batcher is closed");
    }
    Waiting waiting = queue.add(text, share, nanoTime.getAsLong());
    if (queue.size() == 1 || isFull(budget.grant())) {
      changed.signal();
    }
    return waiting.vector;
  }

  /** While urgent, partial batches run at once: somebody is draining. */
  public void urgent(boolean on) {
    lock.lock();
    try {
      urgent = on;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Padded tokens that a batch may have now, trials left aside. */
  public int budgetTokens() {
    return budget.settled();
  }

  /** Tokens, without padding, of the texts that wait now. */
  public long queuedTokens() {
    lock.lock();
    try {
      return queue.tokens();
    } finally {
      lock.unlock();
    }
  }

  /** Texts that wait now. */
  public int queued() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the workers after the batches that run now and waits for them. Texts that still wait fail
   * with {@link IllegalStateException}. {@linkplain Embedder#abandon() Abandons} the embedder, so
   * that nobody waits for a service that is away, but does not close it.
   */
  @Override
  public void close() {
    List<Waiting> abandoned;
    lock.lock();
    try {
      closed = true;
      abandoned = queue.takeAll();
      changed.signalAll();
      line.move();
    } finally {
      lock.unlock();
    }
    fail(abandoned, new IllegalStateException("the micro-batcher was closed"));
    embedder.abandon();
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive() && worker != Thread.currentThread()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          // The model must not be closed under a running batch: finish the wait, then pass it on.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Job job = nextJob(); job != null; job = nextJob()) {
        run(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Job job) {
    try {
      runner.run(job);
    } catch (ModelUnavailableException e) {
      // Whoever waits for a text hears of it; the thread itself has nothing to add.
      breakFor(job.texts(), e);
    } catch (RuntimeException | Error e) {
      breakFor(job.texts(), e);
      throw e;
    }
  }

  private void breakFor(List<Waiting> batch, Throwable cause) {
    List<Waiting> abandoned;
    lock.lock();
    try {
      // What broke it first says more than what followed.
      broken = broken == null ? cause : broken;
      abandoned = queue.takeAll();
      line.move();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    fail(batch, cause);
    fail(abandoned, cause);
  }

  /** Waits for a full batch, or for the linger of a partial one; null when the worker is to end. */
  private @Nullable Job nextJob() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (hasEnded()) {
          return null;
        }
        Waiting oldest = queue.oldest();
        if (oldest == null) {
          changed.await();
          continue;
        }
        long waitedNanos = nanoTime.getAsLong() - oldest.arrivedNanos;
        long leftNanos = policy.linger().toNanos() - waitedNanos;
        TokenBudget.Grant grant = budget.grant();
        if (isFull(grant) || urgent || leftNanos <= 0) {
          TextQueue.Cut cut =
              queue.takeBatch(
                  new BatchBounds(policy.maxTexts(), grant.tokens(), embedder.model().maxTokens()));
          line.move();
          if (queue.size() > 0) {
            changed.signal();
          }
          return new Job(cut.texts(), grant, cut.chosen());
        }
        changed.await(leftNanos, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(TokenBudget.Grant grant) {
    return queue.size() >= policy.maxTexts() || queue.tokens() >= grant.tokens();
  }

  private static void fail(List<Waiting> texts, Throwable cause) {
    texts.forEach(waiting -> waiting.vector.completeExceptionally(cause));
  }

  /** How long the oldest waiting text has waited; zero when nothing waits. */
  public Duration oldestWait() {
    lock.lock();
    try {
      Waiting oldest = queue.oldest();
      return oldest == null
          ? Duration.ZERO
          : Duration.ofNanos(nanoTime.getAsLong() - oldest.arrivedNanos);
    } finally {
      lock.unlock();
    }
  }
}
