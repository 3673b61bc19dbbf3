package io.glossa.wire;

import java.nio.ByteBuffer;

/**
 * The head of Confluent's wire format: magic byte 0, then the schema id in four bytes, most
 * significant first. The Avro binary follows.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
final class RecordFrame {

  static final byte MAGIC = 0;
  static final int HEAD_BYTES = 1 + Integer.BYTES;

  private RecordFrame() {}

  /** The schema id of a value. */
  static int schemaId(byte[] value) throws UndecodableRecordException {
    if (value.length < HEAD_BYTES) {
      throw new UndecodableRecordException(
          "a value of %d bytes; expected magic byte and schema id, which take %d"
              .formatted(value.length, HEAD_BYTES));
    }
    if (value[0] != MAGIC) {
      throw new UndecodableRecordException(
          "magic byte 0x%02x; expected 0x%02x".formatted(value[0], MAGIC));
    }
    return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
  }

  static byte[] head(int schemaId) {
    return ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).putInt(schemaId).array();
  }
}
