package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.document.Document;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.review.ReviewDecision;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {

  private static final WireTopics TOPICS = WireTopics.defaults();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final Wire wire = new Wire(registry, TOPICS, true);

  @Test
  void readsTheDocumentThatItWrote() throws UndecodableRecordException {
    Document bare = Document.of("id", "");
    assertThat(read(wire.writeDocument(Samples.document()))).isEqualTo(Samples.document());
    assertThat(read(wire.writeDocument(bare))).isEqualTo(bare);
  }

  @Test
  void readsTheDecisionThatItWrote() throws UndecodableRecordException {
    ReviewDecision decision =
        new ReviewDecision(
            "doc-1",
            ReviewDecision.Kind.CORRECT,
            new io.glossa.document.Origin("glossa.documents.v1", 3, 77),
            Map.of("title", "Streams"),
            "ada",
            "a better title",
            Samples.NOON);
    assertThat(wire.readReviewDecision(wire.writeReviewDecision(decision))).contains(decision);
  }

  @Test
  void registersASubjectForEveryTopic() {
    assertThat(registry.subjects())
        .containsExactlyInAnyOrder(
            "glossa.documents.v1-value",
            "glossa.enriched.documents.v1-value",
            "glossa.enriched.chunks.v1-value",
            "glossa.review.quality.v1-value",
            "glossa.review.failed.v1-value",
            "glossa.review.decisions.v1-value",
            "glossa.models.v1-value");
  }

  @Test
  void registersSchemasWithoutHintsForJava() throws UnusableSchemaException {
    for (int id = 1; id <= 6; id++) {
      assertThat(registry.schemaById(id).toString()).doesNotContain("avro.java");
    }
  }

  @Test
  void refusesToStartWithoutRegisteringWhenASchemaIsMissing() {
    assertThatThrownBy(() -> new Wire(new InMemorySchemaRegistry(), TOPICS, false))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("glossa.documents.v1-value");
  }

  @Test
  void startsWithoutRegisteringWhenEverySchemaIsThere() throws UndecodableRecordException {
    Wire reader = new Wire(registry, TOPICS, false);
    assertThat(reader.readDocument("any", wire.writeDocument(Samples.document())))
        .isEqualTo(Samples.document());
  }

  @Test
  void replacesLoneSurrogatesInEveryStringAndKeepsPairs() throws UndecodableRecordException {
    String lone = "a\uD83Db\uDC0A🌊";
    String repaired = "a\uFFFDb\uFFFD🌊";
    Document document =
        new Document(lone, lone, lone, lone, lone, Samples.NOON, Map.of(lone, lone));
    assertThat(read(wire.writeDocument(document)))
        .isEqualTo(
            new Document(
                repaired,
                repaired,
                repaired,
                repaired,
                repaired,
                Samples.NOON,
                Map.of(repaired, repaired)));
  }

  @Test
  void writesAnEnrichedDocumentWithEveryField() throws Exception {
    EnrichedDocument enriched = Samples.enriched();
    byte[] value = wire.writeEnrichedDocument(enriched, Samples.ORIGIN);
    JsonNode row = json(TOPICS.enrichedDocuments(), value, true);
    assertThat(row.at("/id").asText()).isEqualTo("doc-1");
    assertThat(row.at("/text").asText()).isEqualTo(enriched.document().text());
    assertThat(row.at("/eventTime").asText()).isEqualTo("2026-02-28T08:30:00Z");
    assertThat(row.at("/metadata/tenant").asText()).isEqualTo("north");
    assertThat(row.at("/contentHash").asText()).isEqualTo(enriched.contentHash().hex());
    assertThat(row.at("/semantics/language/code").asText()).isEqualTo("en");
    assertThat(row.at("/semantics/domain/margin").asDouble()).isEqualTo(0.2);
    assertThat(row.at("/semantics/topics/0/label").asText()).isEqualTo("water");
    assertThat(row.at("/semantics/keyPhrases/0/start").asInt()).isEqualTo(13);
    assertThat(row.at("/semantics/readability/formula").asText()).isEqualTo("lix");
    assertThat(row.at("/quality/score").asDouble()).isEqualTo(4.25);
    assertThat(row.at("/quality/reasons/0/code").asText()).isEqualTo("TOO_SHORT");
    assertThat(row.at("/embedding/modelId").asText()).isEqualTo("lexical");
    assertThat(row.at("/embedding/revision").asText()).isEqualTo("abc123");
    assertThat(row.at("/embedding/dtype").asText()).isEqualTo("FLOAT32");
    assertThat(row.at("/embedding/vector").toString()).isEqualTo("[0.6,-0.8,0.0]");
    assertThat(row.at("/chunkCount").asInt()).isEqualTo(2);
    assertThat(row.at("/origin/offset").asLong()).isEqualTo(41);
    assertThat(row.at("/enrichedAt").asText()).isEqualTo("2026-03-01T12:00:00.123Z");
  }

  @Test
  void leavesVectorsOutOfJsonUnlessAsked() throws Exception {
    byte[] value = wire.writeEnrichedDocument(Samples.enriched(), Samples.ORIGIN);
    JsonNode embedding = json(TOPICS.enrichedDocuments(), value, false).at("/embedding");
    assertThat(embedding.has("vector")).isFalse();
    assertThat(embedding.at("/dimension").asInt()).isEqualTo(3);
  }

  @Test
  void writesAChunkWithItsOwnVectorAndTheDocumentsModel() throws Exception {
    EnrichedDocument enriched = Samples.enriched();
    byte[] value = wire.writeEnrichedChunk(enriched, enriched.chunks().get(1));
    JsonNode row = json(TOPICS.enrichedChunks(), value, true);
    assertThat(row.at("/documentId").asText()).isEqualTo("doc-1");
    assertThat(row.at("/ordinal").asInt()).isEqualTo(1);
    assertThat(row.at("/chunkCount").asInt()).isEqualTo(2);
    assertThat(row.at("/text").asText()).isEqualTo("川は砂を運ぶ。");
    assertThat(row.at("/embedding/vector").toString()).isEqualTo("[0.0,1.0,0.0]");
    assertThat(row.at("/embedding/revision").asText()).isEqualTo("abc123");
    assertThat(row.at("/metadata/tenant").asText()).isEqualTo("north");
  }

  @Test
  void writesLowQualityWithScoreThresholdAndEnrichment() throws Exception {
    byte[] value = wire.writeReviewRequest(Samples.lowQuality(), Samples.enriched(), null);
    JsonNode row = json(TOPICS.reviewQuality(), value, false);
    assertThat(row.at("/reason").asText()).isEqualTo("LOW_QUALITY");
    assertThat(row.at("/threshold").asDouble()).isEqualTo(5);
    assertThat(row.at("/quality/score").asDouble()).isEqualTo(4.25);
    assertThat(row.at("/enrichment/id").asText()).isEqualTo("doc-1");
    assertThat(row.at("/payload").isNull()).isTrue();
  }

  @Test
  void writesAFailureWithThePayloadByteForByte() throws Exception {
    byte[] payload = {0, 1, -1, 127, 10};
    byte[] value = wire.writeReviewRequest(Samples.failed(), null, payload);
    JsonNode row = json(TOPICS.reviewFailed(), value, false);
    assertThat(row.at("/reason").asText()).isEqualTo("INFERENCE_FAILED");
    assertThat(row.at("/detail").asText()).isEqualTo("NaN in vector");
    assertThat(row.at("/payload").binaryValue()).isEqualTo(payload);
    assertThat(row.at("/enrichment").isNull()).isTrue();
    assertThat(row.at("/quality").isNull()).isTrue();
  }

  @Test
  void jsonRefusesARecordOnTheWrongTopic() {
    byte[] value = wire.writeDocument(Samples.document());
    assertThatThrownBy(() -> wire.toJson(TOPICS.enrichedChunks(), value, false))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("EnrichedChunk");
  }

  private Document read(byte[] value) throws UndecodableRecordException {
    return wire.readDocument(TOPICS.documents(), value);
  }

  private JsonNode json(String topic, byte[] value, boolean vectors)
      throws UndecodableRecordException, IOException {
    String line = wire.toJson(topic, value, vectors);
    assertThat(line).doesNotContain("\n");
    return JSON.readTree(line);
  }
}
