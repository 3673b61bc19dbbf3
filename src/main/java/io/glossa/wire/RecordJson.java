package io.glossa.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.glossa.vector.Embedding;
import io.glossa.vector.VectorCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as one line of JSON with the names of its schema: bytes in base64, times as ISO 8601,
 * enums by name. The bytes of a vector are its numbers, or left out.
 */
final class RecordJson {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String VECTOR = "vector";

  private final JsonGenerator json;
  private final boolean vectors;

  private RecordJson(JsonGenerator json, boolean vectors) {
    this.json = json;
    this.vectors = vectors;
  }

  static String of(Object datum, Schema schema, boolean vectors) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      new RecordJson(json, vectors).value(datum, schema);
    } catch (IOException e) {
      throw new UncheckedIOException("a string in memory refused to be written", e);
    }
    return line.toString();
  }

  private void value(@Nullable Object datum, Schema schema) throws IOException {
    if (datum == null) {
      json.writeNull();
    } else if (datum instanceof GenericRecord record) {
      record(record);
    } else if (datum instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        value(entry.getValue(), schemaOf(schema, Schema.Type.MAP).getValueType());
      }
      json.writeEndObject();
    } else if (datum instanceof Collection<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        value(item, schemaOf(schema, Schema.Type.ARRAY).getElementType());
      }
      json.writeEndArray();
    } else if (datum instanceof ByteBuffer bytes) {
      json.writeBinary(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    } else if (datum instanceof GenericFixed fixed) {
      json.writeBinary(fixed.bytes());
    } else if (datum instanceof Long number) {
      time(number, schemaOf(schema, Schema.Type.LONG).getLogicalType());
    } else if (datum instanceof Integer number) {
      json.writeNumber(number);
    } else if (datum instanceof Double number) {
      json.writeNumber(number);
    } else if (datum instanceof Float number) {
      json.writeNumber(number);
    } else if (datum instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(datum.toString());
    }
  }

  private void time(long number, @Nullable LogicalType type) throws IOException {
    if (type instanceof LogicalTypes.TimestampMillis) {
      json.writeString(Instant.ofEpochMilli(number).toString());
    } else {
      json.writeNumber(number);
    }
  }

  private void record(GenericRecord record) throws IOException {
    boolean embedding = record.getSchema().getName().equals("Embedding");
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object datum = record.get(field.pos());
      if (embedding && field.name().equals(VECTOR) && datum instanceof ByteBuffer bytes) {
        if (vectors) {
          json.writeFieldName(VECTOR);
          vector(String.valueOf(record.get("dtype")), bytes);
        }
        continue;
      }
      json.writeFieldName(field.name());
      value(datum, field.schema());
    }
    json.writeEndObject();
  }

  private void vector(String type, ByteBuffer bytes) throws IOException {
    if (!type.equals("FLOAT32") || bytes.remaining() % Float.BYTES != 0) {
      json.writeBinary(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      return;
    }
    Embedding vector = VectorCodec.decodeFloat32(bytes);
    json.writeStartArray();
    for (int i = 0; i < vector.dimension(); i++) {
      json.writeNumber(vector.component(i));
    }
    json.writeEndArray();
  }

  /** The schema itself, or the branch of a union that has the type. */
  private static Schema schemaOf(Schema schema, Schema.Type type) {
    if (schema.getType() == Schema.Type.UNION) {
      for (Schema branch : schema.getTypes()) {
        if (branch.getType() == type) {
          return branch;
        }
      }
    }
    return schema;
  }
}
