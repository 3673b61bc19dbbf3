package io.glossa.embedding;

import io.glossa.embedding.TextQueue.Waiting;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers texts from all tasks and partitions of a JVM into batches for one model.
 *
 * <p>Thread-safe. {@link #submit} blocks while the queue is full: overload slows the input. A
 * worker never waits for a caller, so a caller that waits for its futures cannot deadlock.
 *
 * <p>A batch that the model refuses is tried text by text; a text that it refuses alone completes
 * its future with {@link InferenceException}. An {@link Error}, a {@link
 * ModelUnavailableException}, or an observer that throws, breaks the batcher: every waiting and
 * later text fails with it, for a future that nobody completes would stop its caller for good.
 */
public final class MicroBatcher implements Vectorizer, AutoCloseable {

  private final Embedder embedder;
  private final BatchingPolicy policy;
  private final BatchRunner runner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private final TextQueue queue = new TextQueue();
  private final List<Thread> workers = new ArrayList<>();
  private boolean urgent;
  private boolean closed;
  private @Nullable Throwable broken;

  public MicroBatcher(Embedder embedder, BatchingPolicy policy, BatchObserver observer) {
    this.embedder = embedder;
    this.policy = policy;
    this.runner = new BatchRunner(embedder, observer);
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
      while (queue.size() >= policy.queueTexts() && !closed && broken == null) {
        hasRoom.await();
      }
      if (broken != null) {
        throw new IllegalStateException("the micro-batcher is broken", broken);
      }
      if (closed) {
        throw new IllegalStateException("the micro-batcher is closed");
      }
      Waiting waiting = queue.add(text, System.nanoTime());
      if (queue.size() == 1 || isFull()) {
        changed.signal();
      }
      return waiting.vector;
    } finally {
      lock.unlock();
    }
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
      hasRoom.signalAll();
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
      for (List<Waiting> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
        run(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<Waiting> batch) {
    try {
      runner.run(batch);
    } catch (ModelUnavailableException e) {
      // Whoever waits for a text hears of it; the thread itself has nothing to add.
      breakFor(batch, e);
    } catch (RuntimeException | Error e) {
      breakFor(batch, e);
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
      hasRoom.signalAll();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    fail(batch, cause);
    fail(abandoned, cause);
  }

  /**
   * Waits for a full batch, or for the linger of a partial one; empty when the worker is to end.
   */
  private List<Waiting> nextBatch() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (closed || broken != null) {
          return List.of();
        }
        Waiting oldest = queue.oldest();
        if (oldest == null) {
          changed.await();
          continue;
        }
        long waitedNanos = System.nanoTime() - oldest.arrivedNanos;
        long leftNanos = policy.linger().toNanos() - waitedNanos;
        if (isFull() || urgent || leftNanos <= 0) {
          List<Waiting> batch = queue.takeBatch(policy);
          hasRoom.signalAll();
          if (queue.size() > 0) {
            changed.signal();
          }
          return batch;
        }
        changed.await(leftNanos, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return queue.size() >= policy.maxTexts() || queue.tokens() >= policy.maxPaddedTokens();
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
          : Duration.ofNanos(System.nanoTime() - oldest.arrivedNanos);
    } finally {
      lock.unlock();
    }
  }
}
