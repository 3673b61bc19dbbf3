package io.glossa.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What the stream remembers of a document: to answer queries, and to know its next version. */
public final class DocumentState {

  /** Nothing is known. */
  static final DocumentState NONE = new DocumentState("", 0, false, null);

  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = 1 + 1 + 4 + 4;

  private final String fingerprint;
  private final int publishedChunks;
  private final boolean inReview;
  private final @Nullable Bytes published;

  private DocumentState(
      String fingerprint, int publishedChunks, boolean inReview, @Nullable Bytes published) {
    this.fingerprint = fingerprint;
    this.publishedChunks = publishedChunks;
    this.inReview = inReview;
    this.published = published;
  }

  /**
   * Content hash and model of the last version that was enriched; empty when the last one failed,
   * so that it may be sent again.
   */
  String fingerprint() {
    return fingerprint;
  }

  /** Chunks that indexers have. */
  public int publishedChunks() {
    return publishedChunks;
  }

  /** Whether the newest version waits for a reviewer. */
  public boolean inReview() {
    return inReview;
  }

  /** The published {@code EnrichedDocument} as on the wire, if there is one. */
  public Optional<byte[]> published() {
    return published == null ? Optional.empty() : Optional.of(published.get());
  }

  static DocumentState published(String fingerprint, int chunks, Bytes document) {
    return new DocumentState(fingerprint, chunks, false, document);
  }

  /** The newest version went to review; what was published before stays published. */
  DocumentState reviewed(String newFingerprint) {
    return new DocumentState(newFingerprint, publishedChunks, true, published);
  }

  /**
   * One byte of format, one of flags (1: in review, 2: published), four of chunk count, four of
   * length of the fingerprint, the fingerprint in UTF-8, the published bytes.
   */
  public static Serde<DocumentState> serde() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : state.write(),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private byte[] write() {
    byte[] mark = fingerprint.getBytes(StandardCharsets.US_ASCII);
    byte[] document = published == null ? new byte[0] : published.get();
    return ByteBuffer.allocate(FIXED_BYTES + mark.length + document.length)
        .put(FORMAT)
        .put((byte) ((inReview ? 1 : 0) | (published == null ? 0 : 2)))
        .putInt(publishedChunks)
        .putInt(mark.length)
        .put(mark)
        .put(document)
        .array();
  }

  private static DocumentState read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < FIXED_BYTES || buffer.get() != FORMAT) {
      throw new SerializationException(
          "a document state of %d bytes; expected format %d".formatted(bytes.length, FORMAT));
    }
    byte flags = buffer.get();
    int chunks = buffer.getInt();
    int length = buffer.getInt();
    String mark = new String(bytes, FIXED_BYTES, length, StandardCharsets.US_ASCII);
    byte[] document = new byte[bytes.length - FIXED_BYTES - length];
    System.arraycopy(bytes, FIXED_BYTES + length, document, 0, document.length);
    return new DocumentState(
        mark, chunks, (flags & 1) != 0, (flags & 2) == 0 ? null : Bytes.wrap(document));
  }
}
