package io.glossa.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of any topic, one JSON object a line. A value that cannot be read is written in
 * base64 with the reason. Not thread-safe.
 */
public final class RecordRows implements Closeable {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Writer out;
  private final Wire wire;
  private final boolean vectors;
  private final String rawTopic;
  private final JsonGenerator json;

  /**
   * Rows on a writer, which is closed with this.
   *
   * @param vectors whether vectors are written
   * @param rawTopic the topic whose values are bytes as received
   */
  public RecordRows(Writer out, Wire wire, boolean vectors, String rawTopic) throws IOException {
    this.out = out;
    this.wire = wire;
    this.vectors = vectors;
    this.rawTopic = rawTopic;
    this.json = JSON.createGenerator(out).setRootValueSeparator(null);
  }

  /** {@code {"topic","partition","offset","timestamp","key","headers","value"}}. */
  public void write(ConsumerRecord<byte[], byte[]> record) throws IOException {
    json.writeStartObject();
    json.writeStringField("topic", record.topic());
    json.writeNumberField("partition", record.partition());
    json.writeNumberField("offset", record.offset());
    json.writeStringField("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    json.writeStringField("key", text(record.key()));
    json.writeObjectFieldStart("headers");
    for (Header header : record.headers()) {
      json.writeStringField(header.key(), text(header.value()));
    }
    json.writeEndObject();
    value(record.topic(), record.value());
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
    out.close();
  }

  private void value(String topic, byte @Nullable [] value) throws IOException {
    if (value == null) {
      json.writeNullField("value");
      return;
    }
    if (!topic.equals(rawTopic)) {
      try {
        String decoded = wire.toJson(topic, value, vectors);
        json.writeFieldName("value");
        json.writeRawValue(decoded);
        return;
      } catch (UndecodableRecordException e) {
        json.writeStringField("undecodable", String.valueOf(e.getMessage()));
      }
    }
    json.writeObjectFieldStart("value");
    json.writeBinaryField("base64", value);
    json.writeEndObject();
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
