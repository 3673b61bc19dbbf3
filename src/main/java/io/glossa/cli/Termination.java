package io.glossa.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into an orderly end with an exit code of its own. The JVM, left alone,
 * would answer 143 and end while native code runs.
 *
 * <p>The signal only wakes the main thread, which closes everything in its order; the JVM waits for
 * it, but not for ever.
 */
final class Termination {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode = ExitCode.OK;

  /**
   * Begins to listen.
   *
   * @param limit how long the JVM waits for {@link #finish} after a signal
   */
  static Termination listen(Duration limit) {
    Termination termination = new Termination();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> termination.onShutdown(limit), "termination"));
    return termination;
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for a signal, at most for the limit; whether it came. */
  boolean await(Duration limit) throws InterruptedException {
    return requested.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Says that everything is closed; the process then ends with this code. */
  int finish(int code) {
    exitCode = code;
    finished.countDown();
    return code;
  }

  private void onShutdown(Duration limit) {
    if (finished.getCount() == 0) {
      return;
    }
    requested.countDown();
    try {
      boolean orderly = finished.await(limit.toNanos(), TimeUnit.NANOSECONDS);
      System.out.flush();
      // The one way to answer a signal with a code: shutdown has begun, exit would wait for itself.
      Runtime.getRuntime().halt(orderly ? exitCode : ExitCode.FOUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
