package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Bytes that the first release wrote, under schema id 1, are read for ever. */
class GoldenRecordTest {

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Test
  void readsADocumentOfTheFirstRelease() throws Exception {
    registerFirstVersion("DocumentEvent");
    Wire wire = new Wire(registry, WireTopics.defaults(), true);
    assertThat(wire.readDocument("any", golden("DocumentEvent")))
        .isEqualTo(
            new Document(
                "doc-1",
                "Rivers carry silt. 川は砂を運ぶ。 🌊",
                "Rivers",
                "en",
                "atlas",
                Instant.parse("2026-02-28T08:30:00Z"),
                Map.of("tenant", "north")));
  }

  @Test
  void readsAnEnrichedDocumentOfTheFirstReleaseIntoTheCurrentSchema() throws Exception {
    registerFirstVersion("EnrichedDocument");
    Schema current =
        WireSchemas.current().stream()
            .filter(schema -> schema.getName().equals("EnrichedDocument"))
            .findFirst()
            .orElseThrow();
    RecordReader<GenericRecord> reader =
        new RecordReader<>(
            registry, "EnrichedDocument", writer -> new GenericDatumReader<>(writer, current));
    GenericRecord document = reader.read(golden("EnrichedDocument"));
    GenericRecord embedding = (GenericRecord) document.get("embedding");
    GenericRecord quality = (GenericRecord) document.get("quality");
    assertThat(document.get("id").toString()).isEqualTo("doc-1");
    assertThat(document.get("chunkCount")).isEqualTo(2);
    assertThat(quality.get("score")).isEqualTo(4.25);
    assertThat(embedding.get("dtype").toString()).isEqualTo("FLOAT32");
    // 0.6, -0.8 and 0 in IEEE 754, little-endian
    assertThat(embedding.get("vector"))
        .isEqualTo(
            ByteBuffer.wrap(
                new byte[] {
                  (byte) 0x9a,
                  (byte) 0x99,
                  0x19,
                  0x3f,
                  (byte) 0xcd,
                  (byte) 0xcc,
                  0x4c,
                  (byte) 0xbf,
                  0,
                  0,
                  0,
                  0
                }));
  }

  private void registerFirstVersion(String record) throws IOException {
    Schema first =
        new ReleasedSchemas(Path.of("schemas", "released"))
            .versions(record)
            .firstEntry()
            .getValue();
    assertThat(registry.register("golden", first)).isEqualTo(1);
  }

  private static byte[] golden(String record) throws IOException {
    try (InputStream in =
        GoldenRecordTest.class.getResourceAsStream("/golden/" + record + ".v1.bin")) {
      return Objects.requireNonNull(in, record).readAllBytes();
    }
  }
}
