package io.glossa.embedding.djl.torchscript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The components of a tensor, little-endian, possibly in several pieces that are written one behind
 * the other, so that mapped weights are joined without a copy.
 *
 * <p>Identity, not contents, tells one from another.
 */
public final class TensorData {

  /** Component types, with PyTorch's names for their storages. */
  public enum Type {
    FLOAT32("FloatStorage", 4),
    BFLOAT16("BFloat16Storage", 2),
    FLOAT16("HalfStorage", 2),
    INT8("CharStorage", 1);

    private final String storage;
    private final int bytes;

    Type(String storage, int bytes) {
      this.storage = storage;
      this.bytes = bytes;
    }

    String storage() {
      return storage;
    }
  }

  private final Type type;
  private final List<ByteBuffer> pieces;

  private TensorData(Type type, List<ByteBuffer> pieces) {
    this.type = type;
    this.pieces = pieces;
  }

  /** Components as they lie in these buffers, from position to limit, in order. */
  public static TensorData of(Type type, List<ByteBuffer> pieces) {
    return new TensorData(type, pieces.stream().map(ByteBuffer::asReadOnlyBuffer).toList());
  }

  public static TensorData of(Type type, ByteBuffer piece) {
    return of(type, List.of(piece));
  }

  public static TensorData ofFloats(float[] values) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return of(Type.FLOAT32, bytes.flip());
  }

  Type type() {
    return type;
  }

  List<ByteBuffer> pieces() {
    return pieces;
  }

  long bytes() {
    return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  long components() {
    return bytes() / type.bytes;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
