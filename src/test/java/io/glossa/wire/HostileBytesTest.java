package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class HostileBytesTest {

  private static final WireTopics TOPICS = WireTopics.defaults();

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final Wire wire = new Wire(registry, TOPICS, true);

  @Test
  void refusesWhatIsNotInTheWireFormat() {
    assertRefused(new byte[0], "0 bytes");
    assertRefused(new byte[] {0, 0, 0}, "3 bytes");
    assertRefused("{\"id\":\"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "magic byte");
  }

  @Test
  void refusesAnUnknownSchemaId() {
    byte[] value = wire.writeDocument(Samples.document());
    ByteBuffer.wrap(value).putInt(1, 4711);
    assertRefused(value, "schema id 4711");
  }

  @Test
  void refusesTruncatedBytesAtEveryLength() {
    byte[] value = wire.writeDocument(Samples.document());
    for (int length = RecordFrame.HEAD_BYTES; length < value.length; length++) {
      assertRefused(Arrays.copyOf(value, length), "");
    }
  }

  @Test
  void refusesTrailingBytes() {
    byte[] value = wire.writeDocument(Samples.document());
    assertRefused(Arrays.copyOf(value, value.length + 2), "2 bytes follow");
  }

  @Test
  void refusesARecordOfAnotherName() {
    byte[] value = wire.writeEnrichedChunk(Samples.enriched(), Samples.enriched().chunks().get(0));
    assertRefused(value, "io.glossa.schema.EnrichedChunk; expected DocumentEvent");
  }

  @Test
  void refusesAWritersSchemaThatDoesNotResolve() throws IOException {
    Schema schema =
        SchemaBuilder.record("DocumentEvent").fields().requiredInt("unrelated").endRecord();
    assertRefused(frame(registry.register("other", schema), out -> out.writeInt(1)), "");
  }

  @Test
  void refusesARecordThatNestsWithoutEnd() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "DocumentEvent", "fields": [
                  {"name": "next", "type": ["null", "DocumentEvent"]},
                  {"name": "id", "type": "string"},
                  {"name": "text", "type": "string"}]}
                """);
    byte[] value = new byte[RecordFrame.HEAD_BYTES + 4_000_000];
    Arrays.fill(value, RecordFrame.HEAD_BYTES, value.length, (byte) 2);
    ByteBuffer.wrap(value).putInt(1, registry.register("nested", schema));

    assertRefused(value, "");
    assertThatThrownBy(() -> wire.toJson("of.somebody.else", value, false))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void refusesAbsurdLengthsWithoutAllocatingThem() throws IOException {
    int id = documentSchemaId();
    for (long length : new long[] {Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, -1L << 40}) {
      assertCheap(frame(id, out -> out.writeLong(length)));
      // id, text, four absent fields, then a map of that many entries
      assertCheap(
          frame(
              id,
              out -> {
                out.writeString("id");
                out.writeString("text");
                for (int i = 0; i < 4; i++) {
                  out.writeIndex(0);
                }
                out.writeLong(length);
              }));
    }
  }

  @Test
  void refusesMoreItemsThanAnyHonestRecordHas() throws IOException {
    byte[] value =
        frame(
            documentSchemaId(),
            out -> {
              out.writeString("id");
              out.writeString("text");
              for (int i = 0; i < 4; i++) {
                out.writeIndex(0);
              }
              out.writeMapStart();
              out.setItemCount(BoundedDecoder.MAX_ITEMS + 1);
              for (int i = 0; i <= BoundedDecoder.MAX_ITEMS; i++) {
                out.startItem();
                out.writeString(Integer.toString(i, 36));
                out.writeString("");
              }
              out.writeMapEnd();
            });
    assertRefused(value, "expected at most 100000");
  }

  @Test
  void randomDamageIsRefusedOrReadButNeverThrowsAnythingElse() {
    long seed = 20261120;
    Random random = new Random(seed);
    byte[] original = wire.writeDocument(Samples.document());
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = original.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        int at = RecordFrame.HEAD_BYTES + random.nextInt(damaged.length - RecordFrame.HEAD_BYTES);
        damaged[at] = (byte) random.nextInt();
      }
      try {
        Document document = wire.readDocument(TOPICS.documents(), damaged);
        assertThat(document.id()).isNotNull();
      } catch (UndecodableRecordException expected) {
        assertThat(expected).hasMessageNotContaining("Rivers carry");
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private static byte[] frame(int id, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RecordFrame.head(id));
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    content.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private int documentSchemaId() {
    return ByteBuffer.wrap(wire.writeDocument(Samples.document()), 1, Integer.BYTES).getInt();
  }

  private void assertRefused(byte[] value, String part) {
    assertThatThrownBy(() -> wire.readDocument(TOPICS.documents(), value))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining(part);
  }

  private void assertCheap(byte[] value) {
    assertRefused(value, "");
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertRefused(value, "");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }
}
