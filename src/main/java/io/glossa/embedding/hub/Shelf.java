package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of one model in the cache: a directory for each commit, what branches meant when they
 * were last asked for ({@code refs}), and a lock that one process at a time holds while it fetches.
 * A commit's directory appears when it is complete, and does not change afterwards.
 *
 * @param directory of the model in the cache
 */
record Shelf(Path directory) {

  private static final String PARTIAL = ".partial-";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Lays files down; what it leaves behind when it fails is there the next time. */
  @FunctionalInterface
  interface Filling {
    void fill(Path staging) throws IOException;
  }

  /** The complete directory of a commit. */
  Optional<Path> find(String commit) {
    Path place = directory.resolve(commit);
    return Receipt.isAt(place) ? Optional.of(place) : Optional.empty();
  }

  /** What a branch or tag meant when it was last asked for. */
  Optional<String> meaning(String revision) {
    Path file = reference(revision);
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(RemotePath::isSafe)
          : Optional.empty();
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
  }

  /** Keeps what a branch or tag means. */
  void remember(String revision, String commit) {
    Path file = reference(revision);
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.createTempFile(file.getParent(), ".ref", "");
      Files.writeString(written, commit + "\n", StandardCharsets.UTF_8);
      // Not by replacing, which deletes first: others may remember at the same time.
      move(written, file);
    } catch (IOException e) {
      throw new BundleException("cannot write " + file, e);
    }
  }

  /** The directory of a commit, filled by this process or by another one that was faster. */
  Path fill(String commit, FetchListener listener, Filling filling) {
    try {
      Files.createDirectories(directory);
      try (FileChannel file = lockFile()) {
        lock(file, listener);
        Optional<Path> there = find(commit);
        if (there.isPresent()) {
          return there.get();
        }
        Path place = directory.resolve(commit);
        Path staging = directory.resolve(PARTIAL + commit);
        if (Files.exists(place) && !Files.exists(staging)) {
          // A repair that was interrupted.
          move(place, staging);
        }
        Files.createDirectories(staging);
        filling.fill(staging);
        move(staging, place);
        return place;
      }
    } catch (IOException e) {
      throw new BundleException("cannot fetch into %s: %s".formatted(directory, e), e);
    }
  }

  /** Takes a damaged directory back, without the files that are wrong, so that it can be filled. */
  void reopen(String commit, Receipt receipt, FetchListener listener) {
    Path place = directory.resolve(commit);
    try (FileChannel file = lockFile()) {
      lock(file, listener);
      for (Receipt.Damage damage : receipt.damages(place)) {
        Files.deleteIfExists(RemotePath.below(place, damage.file(), place.toString()));
      }
      Files.deleteIfExists(place.resolve(Receipt.FILE_NAME));
      move(place, directory.resolve(PARTIAL + commit));
    } catch (IOException e) {
      throw new BundleException("cannot repair %s: %s".formatted(place, e), e);
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Waits for the lock, which is released when the file is closed. */
  private void lock(FileChannel file, FetchListener listener) throws IOException {
    boolean told = false;
    while (attempt(file) == null) {
      if (!told) {
        listener.note("waiting for another process that fetches into " + directory);
        told = true;
      }
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while another process fetches", e);
      }
    }
  }

  private static @Nullable FileLock attempt(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return null;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private Path reference(String revision) {
    return directory.resolve("refs").resolve(RemotePath.encodedPart(revision));
  }
}
