package io.glossa.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that an operator waits by; a test has its own. */
interface Waits {

  /** A wait that does not end before what it waits for. */
  Duration FOREVER = Duration.ofDays(10_000);

  Waits REAL =
      new Waits() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration atMost)
            throws InterruptedException {
          try {
            future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
          } catch (ExecutionException e) {
            return true;
          } catch (TimeoutException e) {
            return false;
          }
        }
      };

  /** As of {@code System.nanoTime()}. */
  long nanoTime();

  /** Waits until the future is done, in whatever way, and says whether it is. */
  boolean await(CompletableFuture<?> future, Duration atMost) throws InterruptedException;

  /** A patience that runs down from now on. */
  default Patience patience(Duration atMost) {
    long startNanos = nanoTime();
    return () -> {
      Duration left = atMost.minusNanos(nanoTime() - startNanos);
      return left.isNegative() ? Duration.ZERO : left;
    };
  }

  /** What is left of it. */
  interface Patience {
    Duration left();
  }
}
