package io.glossa.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes the records of one subject. Thread-safe. */
final class RecordWriter {

  private final byte[] head;
  private final SpecificDatumWriter<SpecificRecordBase> writer;

  /**
   * A writer for one subject.
   *
   * @param schemaId what the registry calls the schema
   * @param schema schema of the generated class
   */
  RecordWriter(int schemaId, Schema schema) {
    head = RecordFrame.head(schemaId);
    writer = new WellFormedWriter(schema);
  }

  /**
   * The record in the wire format.
   *
   * @param expectedBytes a guess at the size, so that the buffer seldom grows
   */
  byte[] write(SpecificRecordBase record, int expectedBytes) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(Math.max(expectedBytes, RecordFrame.HEAD_BYTES));
    out.writeBytes(head);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused to be written", e);
    }
    return out.toByteArray();
  }

  /** Every string of every field, map keys included, goes through here. */
  private static final class WellFormedWriter extends SpecificDatumWriter<SpecificRecordBase> {

    WellFormedWriter(Schema schema) {
      super(schema, GlossaData.MODEL);
    }

    @Override
    protected void writeString(Object datum, Encoder out) throws IOException {
      out.writeString(WellFormedText.of(datum.toString()));
    }
  }
}
