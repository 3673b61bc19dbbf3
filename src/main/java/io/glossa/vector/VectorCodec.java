package io.glossa.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as bytes: IEEE 754, little-endian, 4 bytes a component. */
public final class VectorCodec {

  private VectorCodec() {}

  /** A buffer of {@code 4 * dimension} bytes, position 0. */
  public static ByteBuffer encodeFloat32(Embedding vector) {
    ByteBuffer buffer =
        ByteBuffer.allocate(vector.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vector.dimension(); i++) {
      buffer.putFloat(vector.component(i));
    }
    return buffer.flip();
  }

  /** Reads what is left of the buffer, without moving its position. */
  public static Embedding decodeFloat32(ByteBuffer bytes) {
    if (bytes.remaining() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "a vector of %d bytes; expected a multiple of 4".formatted(bytes.remaining()));
    }
    ByteBuffer source = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] components = new float[source.remaining() / Float.BYTES];
    source.asFloatBuffer().get(components);
    return Embedding.of(components);
  }
}
