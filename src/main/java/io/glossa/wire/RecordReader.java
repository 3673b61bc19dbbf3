package io.glossa.wire;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of any writer's schema, and turns whatever is wrong with them into {@link
 * UndecodableRecordException}. Thread-safe.
 *
 * @param <T> what a value becomes
 */
final class RecordReader<T> {

  private final SchemaRegistry registry;
  private final @Nullable String name;
  private final Function<Schema, DatumReader<T>> readerOf;
  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /**
   * A reader of one kind of value.
   *
   * @param registry where the schemas of the writers are
   * @param name name of the record without its namespace, as Avro resolves it; null for any schema
   * @param readerOf makes the reader for a writer's schema; it must be thread-safe
   */
  RecordReader(
      SchemaRegistry registry, @Nullable String name, Function<Schema, DatumReader<T>> readerOf) {
    this.registry = registry;
    this.name = name;
    this.readerOf = readerOf;
  }

  /** The value as an object; may wait for the registry. */
  T read(byte[] value) throws UndecodableRecordException {
    int id = RecordFrame.schemaId(value);
    DatumReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = readerOf.apply(writerSchema(id));
      readers.put(id, reader);
    }
    BoundedDecoder decoder =
        new BoundedDecoder(value, RecordFrame.HEAD_BYTES, value.length - RecordFrame.HEAD_BYTES);
    T record = decode(reader, decoder, id);
    if (decoder.remainingBytes() > 0) {
      throw new UndecodableRecordException(
          "%d bytes follow the record of schema id %d; expected none"
              .formatted(decoder.remainingBytes(), id));
    }
    return record;
  }

  private Schema writerSchema(int id) throws UndecodableRecordException {
    Schema schema;
    try {
      schema = registry.schemaById(id);
    } catch (UnusableSchemaException e) {
      throw new UndecodableRecordException(String.valueOf(e.getMessage()), e);
    }
    if (name != null && !isRecord(schema, name)) {
      throw new UndecodableRecordException(
          "schema id %d is of %s; expected %s".formatted(id, describe(schema), name));
    }
    return schema;
  }

  private static boolean isRecord(Schema schema, String name) {
    return schema.getType() == Schema.Type.RECORD && schema.getName().equals(name);
  }

  private static String describe(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        ? schema.getFullName()
        : schema.getType().getName();
  }

  private T decode(DatumReader<T> reader, BoundedDecoder decoder, int id)
      throws UndecodableRecordException {
    try {
      return reader.read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // Avro answers bytes that make no sense with whatever they break: EOFException,
      // AvroTypeException, ArrayIndexOutOfBoundsException for an enum or union index.
      throw new UndecodableRecordException("not a record of schema id %d: %s".formatted(id, e), e);
    } catch (StackOverflowError e) {
      // Not the JVM's trouble: a schema that contains itself lets a record nest as deep as it
      // likes.
      throw new UndecodableRecordException(
          "a record of schema id %d that nests too deeply".formatted(id));
    }
  }
}
