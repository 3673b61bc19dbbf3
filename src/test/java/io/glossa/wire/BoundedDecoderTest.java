package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class BoundedDecoderTest {

  private static final Schema EVERYTHING =
      SchemaBuilder.record("Everything")
          .fields()
          .requiredBoolean("truth")
          .requiredInt("small")
          .requiredLong("large")
          .requiredFloat("rough")
          .requiredDouble("fine")
          .requiredString("text")
          .requiredBytes("bytes")
          .name("digest")
          .type()
          .fixed("Digest")
          .size(4)
          .noDefault()
          .optionalString("maybe")
          .name("numbers")
          .type()
          .array()
          .items()
          .longType()
          .noDefault()
          .name("names")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .requiredString("last")
          .endRecord();
  private static final Schema LAST =
      SchemaBuilder.record("Everything").fields().requiredString("last").endRecord();

  @Test
  void readsWhatAvrosOwnDecoderReads() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      GenericRecord record = record(random);
      for (boolean blocks : new boolean[] {false, true}) {
        byte[] bytes = write(record, blocks);
        GenericRecord expected =
            new GenericDatumReader<GenericRecord>(EVERYTHING)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        assertThat(read(EVERYTHING, bytes))
            .as("seed %d, round %d, blocks %s", seed, round, blocks)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void skipsFieldsThatTheReaderDoesNotKnow() throws IOException {
    GenericRecord record = record(new Random(8));
    for (boolean blocks : new boolean[] {false, true}) {
      assertThat(read(LAST, write(record, blocks)).get("last")).hasToString("the end");
    }
  }

  @Test
  void refusesIntegersThatAreTooLong() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0xFF);
    assertThatThrownBy(() -> new BoundedDecoder(endless, 0, 11).readLong())
        .isInstanceOf(IOException.class);
    byte[] five = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};
    assertThatThrownBy(() -> new BoundedDecoder(five, 0, 5).readInt())
        .isInstanceOf(IOException.class);
  }

  @Test
  void doesNotReadPastItsPartOfTheArray() {
    byte[] bytes = {2, 'a', 4, 'b', 'c'};
    assertThatThrownBy(() -> new BoundedDecoder(bytes, 2, 2).readString())
        .isInstanceOf(EOFException.class);
  }

  @Test
  void countsTheItemsOfAllBlocksTogether() {
    // An array of nulls takes no bytes for its items, however many they are.
    byte[] blocks = {6, 6, 6, 0};
    BoundedDecoder decoder = new BoundedDecoder(blocks, 0, blocks.length);
    assertThatThrownBy(
            () -> {
              decoder.readArrayStart();
              decoder.arrayNext();
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most 1");
  }

  private static GenericRecord record(Random random) {
    GenericRecord record = new GenericData.Record(EVERYTHING);
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    List<Long> numbers = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      numbers.add(random.nextLong() >> random.nextInt(64));
      names.put("key" + i, "🌊".repeat(random.nextInt(3)));
    }
    record.put("truth", random.nextBoolean());
    record.put("small", random.nextInt());
    record.put("large", random.nextLong());
    record.put("rough", random.nextFloat());
    record.put("fine", random.nextGaussian());
    record.put("text", "text " + random.nextInt());
    record.put("bytes", ByteBuffer.wrap(bytes));
    record.put(
        "digest",
        new GenericData.Fixed(EVERYTHING.getField("digest").schema(), new byte[] {1, 2, 3, 4}));
    record.put("maybe", random.nextBoolean() ? null : "something");
    record.put("numbers", numbers);
    record.put("names", names);
    record.put("last", "the end");
    return record;
  }

  private static byte[] write(GenericRecord record, boolean blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncoderFactory factory = new EncoderFactory().configureBlockSize(64);
    Encoder encoder =
        blocks ? factory.blockingBinaryEncoder(out, null) : factory.binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord read(Schema reader, byte[] bytes) throws IOException {
    BoundedDecoder decoder = new BoundedDecoder(bytes, 0, bytes.length);
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(EVERYTHING, reader).read(null, decoder);
    assertThat(decoder.remainingBytes()).isZero();
    return record;
  }
}
