package io.glossa.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Says on the standard error how far long work has come: count, rate and, where the total is known,
 * the time left. Not thread-safe.
 */
final class Progress {

  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintWriter err;
  private final String unit;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long count;

  /**
   * Progress that has not begun.
   *
   * @param unit what is counted, in the plural
   * @param total how many there are; 0 when unknown
   */
  Progress(PrintWriter err, String unit, long total) {
    this.err = err;
    this.unit = unit;
    this.total = total;
  }

  /** So many more are done. */
  void add(long more) {
    count += more;
    long nowNanos = System.nanoTime();
    if (nowNanos - lastNanos >= EVERY_NANOS) {
      lastNanos = nowNanos;
      err.println(line(count, total, unit, Duration.ofNanos(nowNanos - startNanos)));
      err.flush();
    }
  }

  /** The last line, always printed. */
  void done() {
    err.println(line(count, 0, unit, Duration.ofNanos(System.nanoTime() - startNanos)));
    err.flush();
  }

  static String line(long count, long total, String unit, Duration elapsed) {
    double seconds = Math.max(1e-3, elapsed.toNanos() / 1e9);
    double rate = count / seconds;
    String text = "%,d %s in %.1f s, %,.0f/s".formatted(count, unit, seconds, rate);
    if (count > 0 && count < total) {
      text += ", %.0f s left of %,d".formatted((total - count) / rate, total);
    }
    return text;
  }
}
