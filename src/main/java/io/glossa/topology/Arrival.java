package io.glossa.topology;

import io.glossa.document.Origin;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An input record as it arrived, byte for byte. Its arrays and headers are shared, never changed.
 */
final class Arrival {

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
}
