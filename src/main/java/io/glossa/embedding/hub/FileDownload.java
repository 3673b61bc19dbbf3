package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fetches one file. What arrived lies in {@code NAME.partial}, with the tag of the server in {@code
 * NAME.partial.tag}; the next attempt, of this process or a later one, goes on behind it. Only a
 * file whose checksum is right gets its name.
 */
final class FileDownload {

  private final Transport transport;
  private final FetchListener listener;
  private final RemoteFile file;
  private final Path target;
  private final Path partial;
  private final Path tag;
  private final Set<Checksum> expected = new HashSet<>();
  private long reported;
  private boolean damagedBefore;

  FileDownload(Transport transport, FetchListener listener, RemoteFile file, Path target) {
    this.transport = transport;
    this.listener = listener;
    this.file = file;
    this.target = target;
    this.partial = target.resolveSibling(target.getFileName() + ".partial");
    this.tag = target.resolveSibling(target.getFileName() + ".partial.tag");
    file.checksum().ifPresent(expected::add);
  }

  /**
   * One attempt to complete the file.
   *
   * @return the checksum that the service named
   * @throws IOException when another attempt may get further
   */
  Checksum attempt(Retries.Progress progress) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    long offset = Files.exists(partial) && Files.exists(tag) ? Files.size(partial) : 0;
    Map<String, String> headers = new HashMap<>();
    if (offset > 0) {
      headers.put("Range", "bytes=" + offset + "-");
      String known = Files.readString(tag);
      if (!known.isEmpty()) {
        headers.put("If-Range", known);
      }
    }
    try (Answer answer = transport.open(file.name(), file.address(), headers)) {
      answer.linked().ifPresent(expected::add);
      if (expected.isEmpty() && isOwn(answer)) {
        answer.tagged().ifPresent(expected::add);
      }
      if (expected.isEmpty()) {
        throw new BundleException(
            "%s names no checksum of %s; a file that cannot be checked is not taken"
                .formatted(HostRules.shown(file.address()), file.name()));
      }
      if (answer.status() == 416 || !continues(answer, offset)) {
        discard();
        throw new IOException("the server does not go on at byte " + offset);
      }
      if (answer.status() == 200) {
        offset = 0;
      }
      Files.writeString(tag, answer.strongTag());
      report(offset);
      receive(answer, offset, progress);
    }
    return accept();
  }

  /** Whether the service answered itself; the tags of its stores mean other things. */
  private boolean isOwn(Answer answer) {
    return answer.address().getAuthority().equals(file.address().getAuthority());
  }

  private static boolean continues(Answer answer, long offset) {
    return answer.status() == 200
        || answer
            .headers()
            .firstValue("Content-Range")
            .orElse("")
            .startsWith("bytes " + offset + "-");
  }

  private void receive(Answer answer, long offset, Retries.Progress progress) throws IOException {
    long whole = answer.linkedBytes().orElse(file.bytes());
    long limit = transport.policy().maxFileBytes();
    if (whole > limit) {
      throw tooLarge(whole, limit);
    }
    long count = offset;
    try (FileChannel out =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(offset).position(offset);
      for (List<ByteBuffer> piece = answer.body().next();
          piece != null;
          piece = answer.body().next()) {
        for (ByteBuffer buffer : piece) {
          count += buffer.remaining();
          if (count > (whole > 0 ? whole : limit)) {
            discard();
            throw tooLarge(count, whole > 0 ? whole : limit);
          }
          write(out, buffer);
        }
        if (count > reported) {
          progress.made();
        }
        report(count);
      }
    }
    if (whole > 0 && count < whole) {
      throw new IOException("%d of %d bytes arrived".formatted(count, whole));
    }
  }

  /** A full disk does not pass by itself. */
  private void write(FileChannel out, ByteBuffer buffer) {
    try {
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } catch (IOException e) {
      throw new BundleException(
          "cannot write %s (%s); what arrived is kept, the next try goes on behind it"
              .formatted(partial, e.getMessage()),
          e);
    }
  }

  private Checksum accept() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Checksum wanted : expected) {
      Checksum found = Checksum.of(wanted.kind(), partial);
      if (!found.equals(wanted)) {
        wrong.add("%s instead of %s".formatted(found, wanted));
      }
    }
    if (!wrong.isEmpty()) {
      discard();
      String sentence =
          "%s from %s hashes to %s; it was damaged on the way, or the server gives another file"
              .formatted(file.name(), HostRules.shown(file.address()), String.join(", ", wrong));
      if (damagedBefore) {
        throw new BundleException(sentence);
      }
      damagedBefore = true;
      throw new IOException(sentence);
    }
    Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(tag);
    return expected.stream().findFirst().orElseThrow();
  }

  private void report(long count) {
    if (count > reported) {
      listener.received(count - reported);
      reported = count;
    }
  }

  private BundleException tooLarge(long found, long limit) {
    return new BundleException(
        "%s from %s has %d bytes or more; expected at most %d"
            .formatted(file.name(), HostRules.shown(file.address()), found, limit));
  }

  private void discard() throws IOException {
    Files.deleteIfExists(partial);
    Files.deleteIfExists(tag);
  }
}
