package io.glossa.topology;

import io.glossa.document.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link QueuedArrival} as bytes: one byte of format, sequence, topic, partition, offset,
 * timestamp, key, headers, value. Lengths are 4 bytes, -1 for null.
 */
final class QueuedArrivalSerde implements Serde<QueuedArrival> {

  private static final byte FORMAT = 1;

  @Override
  public Serializer<QueuedArrival> serializer() {
    return (topic, queued) -> queued == null ? null : write(queued);
  }

  @Override
  public Deserializer<QueuedArrival> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(QueuedArrival queued) {
    Arrival arrival = queued.arrival();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(arrival.bytes() + 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(queued.sequence());
      out.writeUTF(arrival.origin().topic());
      out.writeInt(arrival.origin().partition());
      out.writeLong(arrival.origin().offset());
      out.writeLong(arrival.timestamp());
      writeBytes(out, arrival.key());
      Header[] headers = arrival.headers().toArray();
      out.writeInt(headers.length);
      for (Header header : headers) {
        writeBytes(out, header.key().getBytes(StandardCharsets.UTF_8));
        writeBytes(out, header.value());
      }
      writeBytes(out, arrival.value());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static QueuedArrival read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new SerializationException(
            "an in-flight record of format %d; expected %d".formatted(format, FORMAT));
      }
      long sequence = in.readLong();
      Origin origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
      long timestamp = in.readLong();
      byte[] key = readBytes(in);
      Headers headers = OutputHeaders.empty();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        byte[] name = readBytes(in);
        headers.add(
            new String(name == null ? new byte[0] : name, StandardCharsets.UTF_8), readBytes(in));
      }
      return new QueuedArrival(
          sequence, new Arrival(origin, timestamp, key, readBytes(in), headers));
    } catch (IOException e) {
      throw new SerializationException(
          "an in-flight record of %d bytes ends early".formatted(bytes.length), e);
    }
  }

  private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
