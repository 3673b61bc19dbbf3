package io.glossa.cli.rows;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files by name: {@code .gz} is compressed, null and {@code -} are the standard streams. */
public final class RowFiles {

  private RowFiles() {}

  /** Opens for reading; closing the standard input does nothing. */
  public static InputStream open(@Nullable Path file) throws IOException {
    if (file == null || isStandard(file)) {
      return new FilterInputStream(System.in) {
        @Override
        public void close() {}
      };
    }
    InputStream in = Files.newInputStream(file);
    return isCompressed(file) ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Creates or replaces a file, in UTF-8; closing the standard output only flushes it. */
  public static Writer create(@Nullable Path file) throws IOException {
    OutputStream out;
    if (file == null || isStandard(file)) {
      out =
          // Not System.out, which keeps quiet when its reader has gone: work would go on for
          // nobody.
          new FilterOutputStream(new FileOutputStream(FileDescriptor.out)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              this.out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
              flush();
            }
          };
    } else {
      OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      out = isCompressed(file) ? new GZIPOutputStream(raw, 1 << 16) : raw;
    }
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  private static boolean isStandard(Path file) {
    return file.toString().equals("-");
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz");
  }
}
