package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks archives into a directory and nowhere else, up to a size.
 *
 * @param origin for messages
 * @param maxBytes of all files at most
 */
record Unpacking(String origin, long maxBytes) {

  private static final int MAX_ENTRIES = 1000;
  private static final int BUFFER_BYTES = 1 << 16;

  void unzip(Path archive, Path directory) throws IOException {
    long left = maxBytes;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > MAX_ENTRIES) {
          throw new BundleException("%s holds more than %d files".formatted(origin, MAX_ENTRIES));
        }
        if (entry.isDirectory()) {
          continue;
        }
        Path file = RemotePath.below(directory, entry.getName(), origin);
        Files.createDirectories(file.getParent());
        left -= copy(in, file, left);
      }
    }
    if (entries == 0) {
      throw new BundleException(origin + " is no zip archive, or an empty one");
    }
  }

  void gunzip(Path archive, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      copy(in, file, maxBytes);
    }
  }

  private long copy(InputStream in, Path file, long limit) throws IOException {
    long count = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
        if (count > limit) {
          throw new BundleException("%s unpacks to more than %d bytes".formatted(origin, maxBytes));
        }
        out.write(buffer, 0, read);
      }
    }
    return count;
  }
}
