package io.glossa.cli;

import io.glossa.cli.rows.Row;
import io.glossa.cli.rows.RowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Rows in, work that finishes in any order, results out in the order of the rows. Bounded: so many
 * rows and characters are between in and out at most.
 *
 * @param <T> what the work on a row gives
 */
final class RowPipeline<T> {

  private static final int MAX_ROWS = 512;
  private static final long MAX_CHARACTERS = 32L * 1024 * 1024;

  /** Starts the work on a row. */
  interface Work<T> {
    CompletableFuture<T> start(Row row) throws InterruptedException;
  }

  /** Takes a result. */
  interface Sink<T> {
    void write(Row row, T result) throws IOException;
  }

  private record Pending<T>(Row row, long characters, CompletableFuture<T> result) {}

  private final Work<T> work;
  private final Sink<T> sink;
  private final Runnable hurry;
  private final Deque<Pending<T>> pending = new ArrayDeque<>();
  private long characters;

  /**
   * A pipeline that has not begun.
   *
   * @param hurry called when no more rows come, so that partial batches need not linger
   */
  RowPipeline(Work<T> work, Sink<T> sink, Runnable hurry) {
    this.work = work;
    this.sink = sink;
    this.hurry = hurry;
  }

  /**
   * Reads to the end; malformed lines are reported and left out.
   *
   * @return how many lines were malformed
   */
  long run(RowReader rows, PrintWriter err, Progress progress)
      throws IOException, InterruptedException, ExecutionException {
    long malformed = 0;
    for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
      Row row = next.get();
      if (row instanceof Row.Malformed bad) {
        malformed++;
        err.println(bad.problem());
        continue;
      }
      long length = row instanceof Row.Update update ? update.document().text().length() : 0;
      while (pending.size() >= MAX_ROWS
          || (!pending.isEmpty() && characters + length > MAX_CHARACTERS)
          || (!pending.isEmpty() && pending.getFirst().result().isDone())) {
        writeFirst(progress);
      }
      pending.add(new Pending<>(row, length, work.start(row)));
      characters += length;
    }
    hurry.run();
    while (!pending.isEmpty()) {
      writeFirst(progress);
    }
    progress.done();
    return malformed;
  }

  private void writeFirst(Progress progress)
      throws IOException, InterruptedException, ExecutionException {
    Pending<T> first = pending.removeFirst();
    characters -= first.characters();
    sink.write(first.row(), first.result().get());
    progress.add(1);
  }
}
