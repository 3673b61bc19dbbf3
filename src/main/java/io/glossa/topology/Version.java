package io.glossa.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What the stream remembers of a document to recognise the next version of it.
 *
 * @param fingerprint content hash and model revision that were last accepted; empty when the last
 *     one failed, so that it may be sent again
 * @param publishedChunks chunks that indexers have of it
 */
public record Version(String fingerprint, int publishedChunks) {

  public static final Version NONE = new Version("", 0);

  public Version accepting(String newFingerprint) {
    return new Version(newFingerprint, publishedChunks);
  }

  public Version publishing(int chunks) {
    return new Version(fingerprint, chunks);
  }

  /** Four bytes of chunk count, big-endian, then the fingerprint in UTF-8. */
  public static Serde<Version> serde() {
    return Serdes.serdeFrom(
        (topic, version) -> {
          if (version == null) {
            return null;
          }
          byte[] text = version.fingerprint.getBytes(StandardCharsets.UTF_8);
          return ByteBuffer.allocate(4 + text.length)
              .putInt(version.publishedChunks)
              .put(text)
              .array();
        },
        (topic, bytes) -> {
          if (bytes == null) {
            return null;
          }
          if (bytes.length < 4) {
            throw new SerializationException(
                "a version of %d bytes; expected at least 4".formatted(bytes.length));
          }
          return new Version(
              new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8),
              ByteBuffer.wrap(bytes).getInt());
        });
  }
}
