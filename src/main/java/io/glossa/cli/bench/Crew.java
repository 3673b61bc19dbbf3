package io.glossa.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same at the same time. */
final class Crew implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Runs the work on so many threads at once and waits for all of them. */
  void run(int workers, Runnable work) throws InterruptedException {
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      calls.add(
          () -> {
            work.run();
            return null;
          });
    }
    for (Future<Void> done : threads.invokeAll(calls)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a thread under measurement failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
