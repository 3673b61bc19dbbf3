package io.glossa.topology;

import io.glossa.document.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An input record as it arrived, byte for byte. Its arrays and headers are shared, never changed.
 */
final class Arrival {

  /** Lengths of a header on the wire, at most. */
  private static final int HEADER_BYTES = 10;

  private final Origin origin;
  private final long timestamp;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  /**
   * An input record.
   *
   * @param timestamp epoch milliseconds, as Kafka Streams extracted it
   * @param value {@code null} for a tombstone
   */
  Arrival(
      Origin origin,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    this.origin = origin;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  Origin origin() {
    return origin;
  }

  long timestamp() {
    return timestamp;
  }

  byte @Nullable [] key() {
    return key;
  }

  byte @Nullable [] value() {
    return value;
  }

  Headers headers() {
    return headers;
  }

  /** The key as text; empty when there is none. */
  String id() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /** Bytes of key and value, for the bound on memory. */
  int bytes() {
    return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }

  /** Bytes of key and headers: what an output carries beside its value. */
  long bytesBesideValue() {
    long bytes = key == null ? 0 : key.length;
    for (Header header : headers) {
      bytes += HEADER_BYTES + header.key().length();
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes;
  }

  /** Whether the key is the UTF-8 of {@link #id()}; other keys would share its state. */
  boolean hasTextKey() {
    return key != null && Arrays.equals(key, id().getBytes(StandardCharsets.UTF_8));
  }

  /** Where the record stood, without its contents. */
  Arrival withoutContents() {
    return new Arrival(origin, timestamp, null, null, OutputHeaders.empty());
  }
}
