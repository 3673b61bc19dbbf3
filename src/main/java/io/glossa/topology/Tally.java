package io.glossa.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A count with the sum of the scores behind it.
 *
 * @param count records
 * @param qualitySum sum of their quality scores, 0 where they have none
 */
public record Tally(long count, double qualitySum) {

  public static final Tally ZERO = new Tally(0, 0);

  public Tally plus(Tally other) {
    return new Tally(count + other.count, qualitySum + other.qualitySum);
  }

  /** 16 bytes, big-endian: count, sum. */
  public static Serde<Tally> serde() {
    return Serdes.serdeFrom(
        (topic, tally) ->
            tally == null
                ? null
                : ByteBuffer.allocate(16).putLong(tally.count).putDouble(tally.qualitySum).array(),
        (topic, bytes) -> {
          if (bytes == null) {
            return null;
          }
          if (bytes.length != 16) {
            throw new SerializationException(
                "a tally of %d bytes; expected 16".formatted(bytes.length));
          }
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          return new Tally(buffer.getLong(), buffer.getDouble());
        });
  }
}
