package io.glossa.cli.rows;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a stream, none of which takes more than so many bytes of memory. Not thread-safe.
 *
 * <p>Bytes that are no UTF-8 become U+FFFD.
 */
final class BoundedLines implements Closeable {

  /**
   * A line.
   *
   * @param text without its end; cut off when too long
   * @param tooLong whether it was cut off
   */
  record Line(String text, boolean tooLong) {}

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    if (!filled()) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    while (filled()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int room = maxBytes - line.size();
      tooLong |= end - position > room;
      line.write(buffer, position, Math.min(room, end - position));
      position = Math.min(end + 1, limit);
      if (end < limit) {
        break;
      }
    }
    return Optional.of(new Line(line.toString(StandardCharsets.UTF_8), tooLong));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean filled() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
