package io.glossa.topology;

import static io.glossa.topology.TopologyDriver.bytes;
import static io.glossa.topology.TopologyDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.document.ChunkingPolicy;
import io.glossa.document.Document;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.testkit.StreamKit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichmentTopologyTest {

  private static final TopicNames TOPICS = StreamKit.TOPICS;

  @TempDir Path stateDirectory;
  private ScriptedEmbedder embedder;
  private TopologyDriver stream;

  @BeforeEach
  void start() {
    embedder = new ScriptedEmbedder(4, 64);
    stream = new TopologyDriver(StreamKit.quick(embedder), stateDirectory);
  }

  @AfterEach
  void stop() {
    embedder.release();
    stream.close();
  }

  @Test
  void publishesDocumentAndChunks() throws Exception {
    stream.send("a", "one two three four five six");
    stream.settle();

    List<TestRecord<byte[], byte[]>> documents = stream.read(TOPICS.enrichedDocuments());
    assertThat(documents).hasSize(1);
    JsonNode document = stream.json(TOPICS.enrichedDocuments(), documents.get(0));
    assertThat(document.path("id").asText()).isEqualTo("a");
    assertThat(document.path("chunkCount").asInt()).isEqualTo(2);
    assertThat(stream.keys(TOPICS.enrichedChunks())).containsExactly("a#0", "a#1");
  }

  @Test
  void tokenizesOffTheThreadsThatRunTheModel() throws Exception {
    for (int i = 0; i < 20; i++) {
      stream.send("doc-" + i, "one two three four five six seven eight nine ten");
    }
    stream.settle();

    // The driver's thread stands for the stream thread.
    assertThat(embedder.tokenizingThreads()).containsExactly(Thread.currentThread().getName());
    assertThat(embedder.embeddingThreads()).containsExactly("micro-batcher-0");
  }

  @Test
  void givesEveryFateItsTopic() throws Exception {
    stream.send("good", "a fine text");
    stream.send("weak", "a weak text");
    stream.send("empty", "  \n ");
    stream.send("large", "x".repeat(1024 * 1024 + 1));
    stream.pipe("raw", "not avro".getBytes(StandardCharsets.UTF_8));
    stream.pipe("gone", null);
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("good", "-gone");
    assertThat(stream.keys(TOPICS.reviewQuality())).containsExactly("weak");
    assertThat(stream.keys(TOPICS.reviewFailed())).containsExactly("empty", "large");
    assertThat(stream.keys(TOPICS.deadLetters())).containsExactly("raw");
  }

  @Test
  void onePoisonDocumentCostsOneDocument() throws Exception {
    embedder.hold();
    stream.send("a", "first");
    stream.send("b", ScriptedEmbedder.POISON + " text");
    stream.send("c", ScriptedEmbedder.NAN);
    stream.send("d", ScriptedEmbedder.WRONG_DIMENSION);
    stream.send("e", "last");
    stream.send("f", "broken #break");
    embedder.release();
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("a", "e");
    List<TestRecord<byte[], byte[]>> failed = stream.read(TOPICS.reviewFailed());
    assertThat(failed).extracting(TopologyDriver::key).containsExactly("b", "c", "d", "f");
    assertThat(failed)
        .extracting(r -> stream.json(TOPICS.reviewFailed(), r).path("reason").asText())
        .containsExactly(
            "INFERENCE_FAILED", "INFERENCE_FAILED", "INFERENCE_FAILED", "ANALYSIS_FAILED");
  }

  @Test
  void reviewKeepsThePayloadByteForByte() throws Exception {
    byte[] payload = StreamKit.wire().writeDocument(Document.of("e", ""));
    stream.pipe("e", payload);
    stream.settle();

    JsonNode request =
        stream.json(TOPICS.reviewFailed(), stream.read(TOPICS.reviewFailed()).get(0));
    assertThat(request.path("payload").binaryValue()).isEqualTo(payload);
    assertThat(request.path("reason").asText()).isEqualTo("EMPTY_TEXT");
  }

  @Test
  void forwardsInOrderOfArrivalWhateverFinishesFirst() throws Exception {
    embedder.hold();
    stream.send("slow", "needs the model");
    stream.send("empty", "");
    stream.pipe("slow", null);
    stream.send("slow", "again");
    embedder.release();
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("slow", "-slow", "slow");
  }

  @Test
  void skipsWhatIsUnchanged() throws Exception {
    stream.send("a", "the same");
    stream.send("a", "the same");
    stream.settle();
    stream.send("a", "the same");
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("a");
    assertThat(tally("unchanged|und|unknown")).isEqualTo(2);
  }

  @Test
  void enrichesAgainWhenAVersionComesBack() throws Exception {
    embedder.hold();
    stream.send("a", "first version");
    stream.send("a", "second version");
    stream.send("a", "first version");
    embedder.release();
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("a", "a", "a");
  }

  @Test
  void takesAFailedDocumentAgain() throws Exception {
    stream.send("a", ScriptedEmbedder.POISON);
    stream.settle();
    stream.send("a", ScriptedEmbedder.POISON);
    stream.settle();

    assertThat(stream.keys(TOPICS.reviewFailed())).containsExactly("a", "a");
  }

  @Test
  void takesADeletedDocumentAgain() throws Exception {
    stream.send("a", "text");
    stream.pipe("a", null);
    stream.send("a", "text");
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("a", "-a", "a");
  }

  @Test
  void removesChunksThatVanish() throws Exception {
    stream.send("a", "one two three four five six seven eight nine ten");
    stream.settle();
    assertThat(stream.keys(TOPICS.enrichedChunks())).containsExactly("a#0", "a#1", "a#2");

    stream.send("a", "one two");
    stream.settle();
    assertThat(stream.keys(TOPICS.enrichedChunks())).containsExactly("a#0", "-a#1", "-a#2");

    stream.pipe("a", null);
    stream.settle();
    assertThat(stream.keys(TOPICS.enrichedChunks())).containsExactly("-a#0");
  }

  @Test
  void carriesHeadersTimestampAndOrigin() throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", bytes("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    headers.add(OutputHeaders.ORIGIN, bytes("of an earlier pass"));
    byte[] value = StreamKit.wire().writeDocument(Document.of("a", "one two three four five"));
    Instant eventTime = Instant.parse("2024-05-06T07:08:09Z");
    stream.pipe(new TestRecord<>(bytes("a"), value, headers, eventTime));
    stream.settle();

    TestRecord<byte[], byte[]> document = stream.read(TOPICS.enrichedDocuments()).get(0);
    assertThat(document.getRecordTime()).isEqualTo(eventTime);
    for (TestRecord<byte[], byte[]> out :
        List.of(document, stream.read(TOPICS.enrichedChunks()).get(1))) {
      assertThat(header(out.headers(), "traceparent")).startsWith("00-4bf92f3577b34da6");
      assertThat(header(out.headers(), OutputHeaders.ORIGIN)).isEqualTo("glossa.documents.v1-0@0");
      assertThat(out.headers().headers(OutputHeaders.ORIGIN)).hasSize(1);
      assertThat(header(out.headers(), OutputHeaders.ROUTE)).isEqualTo("enriched");
    }
  }

  @Test
  void deadLetterIsTheInputWithHeaders() throws Exception {
    byte[] garbage = {0, 0, 0, 0, 99, 1, 2, 3};
    stream.pipe("k", garbage);
    stream.send("after", "the stream goes on");
    stream.settle();

    TestRecord<byte[], byte[]> letter = stream.read(TOPICS.deadLetters()).get(0);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(header(letter.headers(), OutputHeaders.ERROR_TOPIC)).isEqualTo(TOPICS.documents());
    assertThat(header(letter.headers(), OutputHeaders.ERROR_PARTITION)).isEqualTo("0");
    assertThat(header(letter.headers(), OutputHeaders.ERROR_OFFSET)).isEqualTo("0");
    assertThat(header(letter.headers(), OutputHeaders.ERROR_EXCEPTION))
        .endsWith("UndecodableRecordException");
    assertThat(header(letter.headers(), OutputHeaders.ERROR_MESSAGE)).isNotBlank();
    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("after");
  }

  @Test
  void refusesADocumentUnderAForeignKey() throws Exception {
    stream.pipe("other", StreamKit.wire().writeDocument(Document.of("a", "text")));
    stream.pipe(null, StreamKit.wire().writeDocument(Document.of("b", "text")));
    stream.settle();

    List<TestRecord<byte[], byte[]>> failed = stream.read(TOPICS.reviewFailed());
    assertThat(failed).extracting(TopologyDriver::key).containsExactly("a", "b");
    assertThat(stream.json(TOPICS.reviewFailed(), failed.get(0)).path("reason").asText())
        .isEqualTo("KEY_MISMATCH");
  }

  @Test
  void replacesWhatCannotBeEncoded() throws Exception {
    stream.send("a", "half \uD83D a pair, NUL \u0000 and bell \u0007");
    stream.settle();

    JsonNode document =
        stream.json(TOPICS.enrichedDocuments(), stream.read(TOPICS.enrichedDocuments()).get(0));
    assertThat(document.path("text").asText())
        .isEqualTo("half \uFFFD a pair, NUL \uFFFD and bell \uFFFD");
  }

  @Test
  void sendsAResultThatIsTooLargeToReview(@TempDir Path otherState) throws Exception {
    StreamKit kit =
        new StreamKit(
            new ScriptedEmbedder(4, 64),
            new BatchingPolicy(8, 2048, Duration.ofMillis(1), 32, 1),
            new ChunkingPolicy(64, 0),
            InFlightPolicy.defaults(),
            2_000,
            StreamObserver.NONE);
    try (TopologyDriver small = new TopologyDriver(kit, otherState)) {
      small.send("a", "word ".repeat(500));
      small.settle();

      JsonNode request =
          small.json(TOPICS.reviewFailed(), small.read(TOPICS.reviewFailed()).get(0));
      assertThat(request.path("reason").asText()).isEqualTo("RESULT_TOO_LARGE");
      assertThat(request.path("detail").asText()).contains("the limit is 2000");
      assertThat(small.keys(TOPICS.enrichedDocuments())).isEmpty();
    }
  }

  @Test
  void remembersForQueries() throws Exception {
    stream.send("a", "good text");
    stream.send("b", "weak text");
    stream.settle();

    DocumentState state =
        stream.driver().<String, DocumentState>getKeyValueStore(StoreNames.DOCUMENTS).get("a");
    assertThat(state.published()).isPresent();
    assertThat(state.publishedChunks()).isEqualTo(1);
    assertThat(stream.driver().getKeyValueStore(StoreNames.REVIEWS).get("b")).isNotNull();
    assertThat(tally("enriched|en|weather")).isEqualTo(1);

    stream.send("b", "better text");
    stream.pipe("a", null);
    stream.settle();
    assertThat(stream.driver().getKeyValueStore(StoreNames.DOCUMENTS).get("a")).isNull();
    assertThat(stream.driver().getKeyValueStore(StoreNames.REVIEWS).get("b")).isNull();
    assertThat(stream.driver().getKeyValueStore(StoreNames.IN_FLIGHT).approximateNumEntries())
        .isZero();
  }

  private long tally(String key) {
    Tally tally = stream.driver().<String, Tally>getKeyValueStore(StoreNames.STATISTICS).get(key);
    return tally == null ? 0 : tally.count();
  }
}
