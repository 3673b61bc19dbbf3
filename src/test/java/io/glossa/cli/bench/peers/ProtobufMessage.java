package io.glossa.cli.bench.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in protobuf's wire format, field by field. Large payloads are kept, not copied. Source:
 * protobuf.dev/programming-guides/encoding.
 */
final class ProtobufMessage {

  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final List<byte[]> parts = new ArrayList<>();
  private int length;

  /** An integer, enum or bool. */
  ProtobufMessage integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  ProtobufMessage fixed32(int field, float value) {
    key(field, FIXED32);
    add(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The array must not change afterwards. */
  ProtobufMessage bytes(int field, byte[] value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    add(value);
    return this;
  }

  /** The message is taken as it is now. */
  ProtobufMessage message(int field, ProtobufMessage value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    value.parts.forEach(this::add);
    return this;
  }

  void writeTo(OutputStream out) {
    try {
      for (byte[] part : parts) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void key(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    byte[] encoded = new byte[10];
    int size = 0;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      encoded[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    encoded[size++] = (byte) rest;
    add(java.util.Arrays.copyOf(encoded, size));
  }

  private void add(byte[] part) {
    parts.add(part);
    length = Math.addExact(length, part.length);
  }
}
