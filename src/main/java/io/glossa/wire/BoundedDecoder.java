package io.glossa.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding from one array and believes no length in it: nothing is allocated
 * that is larger than what is left of the record, and all its collections together have no more
 * items than it has bytes, nor than {@value #MAX_ITEMS}. Hostile bytes end in an {@link
 * IOException}, not in an exhausted heap. For one record and one thread.
 *
 * <p>The encoding is that of the Avro specification 1.12, "Binary Encoding".
 */
final class BoundedDecoder extends Decoder {

  /** An entry of a map takes a hundred times its bytes on the heap: room for any honest record. */
  static final int MAX_ITEMS = 100_000;

  private static final int MAX_VARINT_BYTES = 10;

  private final ByteBuffer in;
  private long itemsLeft;

  BoundedDecoder(byte[] bytes, int offset, int length) {
    in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    itemsLeft = Math.min(length, MAX_ITEMS);
  }

  @Override
  public int remainingBytes() {
    return in.remaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return in.get(advance(1)) == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("an int of value " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      byte b = in.get(advance(1));
      zigzag |= (long) (b & 0x7F) << (7 * i);
      if (b >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("an integer of more than " + MAX_VARINT_BYTES + " bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return in.getFloat(advance(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return in.getDouble(advance(Double.BYTES));
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    int at = advance(length);
    return new String(in.array(), in.arrayOffset() + at, length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    byte[] bytes = new byte[readLength()];
    in.get(advance(bytes.length), bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void skipBytes() throws IOException {
    advance(readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.get(advance(length), bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readBlock();
  }

  @Override
  public long arrayNext() throws IOException {
    return readBlock();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readBlock();
  }

  @Override
  public long mapNext() throws IOException {
    return readBlock();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  /** A negative count is followed by the size of the block in bytes, which only skipping needs. */
  private long readBlock() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLength();
      count = -count;
    }
    return claim(count);
  }

  /** Skips blocks of known size; a block without one is for the caller to skip item by item. */
  private long skipBlocks() throws IOException {
    for (; ; ) {
      long count = readLong();
      if (count >= 0) {
        return claim(count);
      }
      advance(readLength());
    }
  }

  private long claim(long count) throws IOException {
    if (count < 0 || count > itemsLeft) {
      throw new IOException("a collection of " + count + " items; expected at most " + itemsLeft);
    }
    itemsLeft -= count;
    return count;
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0 || length > in.remaining()) {
      throw new EOFException(
          "a length of " + length + " where " + in.remaining() + " bytes are left");
    }
    return (int) length;
  }

  /** Where the next {@code length} bytes start; they are then behind. */
  private int advance(int length) throws EOFException {
    int at = in.position();
    if (length > in.remaining()) {
      throw new EOFException(
          "the record ends where " + length + " more bytes should be, not " + in.remaining());
    }
    in.position(at + length);
    return at;
  }
}
