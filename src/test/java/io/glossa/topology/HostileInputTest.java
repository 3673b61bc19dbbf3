package io.glossa.topology;

import static io.glossa.topology.TopologyDriver.bytes;
import static io.glossa.topology.TopologyDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.ChunkingPolicy;
import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.testkit.StreamKit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no honest producer sends: each costs itself, none stops the stream. */
class HostileInputTest {

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
  void aRecordThatOnlyCompressionBroughtInIsADeadLetterWithoutItsContents() throws Exception {
    embedder.hold();
    stream.send("before", "the text before");
    stream.pipe("bomb", new byte[TopicPlan.INPUT_RECORD_BYTES + 1]);
    RecordHeaders headers = new RecordHeaders();
    headers.add("filler", new byte[TopicPlan.INPUT_RECORD_BYTES]);
    stream.pipe(new TestRecord<>(bytes("headers"), null, headers, Instant.EPOCH));
    embedder.release();
    stream.settle();

    assertThat(stream.read(TOPICS.deadLetters()))
        .hasSize(2)
        .allSatisfy(
            letter -> {
              assertThat(letter.key()).isNull();
              assertThat(letter.value()).isNull();
              assertThat(letter.headers().lastHeader("filler")).isNull();
              assertThat(header(letter.headers(), OutputHeaders.ERROR_MESSAGE))
                  .contains("expected at most " + TopicPlan.INPUT_RECORD_BYTES);
              assertThat(header(letter.headers(), OutputHeaders.ERROR_OFFSET)).isIn("1", "2");
            });
    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("before");
  }

  @Test
  void keyAndHeadersCountForTheSizeOfAResult(@TempDir Path otherState) throws Exception {
    StreamKit kit =
        new StreamKit(
            new ScriptedEmbedder(4, 64),
            new BatchingPolicy(8, 2048, Duration.ofMillis(1), 32, 1),
            new ChunkingPolicy(64, 0),
            InFlightPolicy.defaults(),
            20_000,
            StreamObserver.NONE);
    try (TopologyDriver small = new TopologyDriver(kit, otherState)) {
      byte[] value = kit.wireFormat().writeDocument(Document.of("a", "a short text"));
      RecordHeaders headers = new RecordHeaders();
      headers.add("filler", new byte[20_000]);
      small.pipe(new TestRecord<>(bytes("a"), value, headers, Instant.EPOCH));
      small.settle();

      assertThat(
              small
                  .json(TOPICS.reviewFailed(), small.read(TOPICS.reviewFailed()).get(0))
                  .path("reason")
                  .asText())
          .isEqualTo("RESULT_TOO_LARGE");
      assertThat(small.keys(TOPICS.enrichedDocuments())).isEmpty();
    }
  }

  @Test
  void aKeyThatIsNoTextDeletesNothing() throws Exception {
    stream.send("\uFFFD", "the document of the replacement character");
    stream.settle();
    byte[] half = {(byte) 0xFF};
    stream.pipeUnder(half, null);
    stream.pipeUnder(half, StreamKit.wire().writeDocument(Document.of("\uFFFD", "another text")));
    stream.settle();

    assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("\uFFFD");
    assertThat(stream.read(TOPICS.deadLetters()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.key()).isEqualTo(half));
    assertThat(
            stream
                .json(TOPICS.reviewFailed(), stream.read(TOPICS.reviewFailed()).get(0))
                .path("reason")
                .asText())
        .isEqualTo("KEY_MISMATCH");
    assertThat(stream.driver().getKeyValueStore(StoreNames.REVIEWS).get("\uFFFD"))
        .as("it is not the document of that id that waits for review")
        .isNull();
  }

  @Test
  void aKeyOfManyBytesIsADeadLetter() throws Exception {
    String id = "k".repeat(70_000);
    stream.send(id, "text");
    stream.pipe(id, null);
    stream.settle();

    assertThat(stream.keys(TOPICS.deadLetters())).containsExactly(id, "-" + id);
  }

  @Test
  void aHeaderNameOfManyBytesIsCarriedThrough() throws Exception {
    String name = "h".repeat(70_000);
    RecordHeaders headers = new RecordHeaders();
    headers.add(name, bytes("value"));
    embedder.hold();
    byte[] value = StreamKit.wire().writeDocument(Document.of("a", "text"));
    stream.pipe(new TestRecord<>(bytes("a"), value, headers, Instant.EPOCH));
    embedder.release();
    stream.settle();

    assertThat(header(stream.read(TOPICS.enrichedDocuments()).get(0).headers(), name))
        .isEqualTo("value");
  }

  @Test
  void anArrivalInFlightIsReadBackAsItCame() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("h".repeat(70_000), null);
    headers.add("grüße", new byte[0]);
    Arrival arrival =
        new Arrival(new Origin("topic", 3, 7), 11, bytes("key"), new byte[] {1, 2}, headers);
    QueuedArrivalSerde serde = new QueuedArrivalSerde();

    byte[] stored = serde.serializer().serialize("store", new QueuedArrival(5, arrival));
    QueuedArrival back = serde.deserializer().deserialize("store", stored);

    assertThat(back.sequence()).isEqualTo(5);
    assertThat(back.arrival().origin()).isEqualTo(arrival.origin());
    assertThat(back.arrival().timestamp()).isEqualTo(11);
    assertThat(back.arrival().key()).isEqualTo(bytes("key"));
    assertThat(back.arrival().value()).containsExactly(1, 2);
    assertThat(back.arrival().headers().toArray()).isEqualTo(headers.toArray());
  }

  @Test
  void aRecordWithoutATimeTakesTheLastOneOrThePresent() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    TimestampExtractor timestamps = EnrichmentTopology.timestamps(clock);

    assertThat(timestamps.extract(at(5), 3)).isEqualTo(5);
    assertThat(timestamps.extract(at(-1), 3)).isEqualTo(3);
    assertThat(timestamps.extract(at(-1), -1)).isEqualTo(1_000);
  }

  private static ConsumerRecord<Object, Object> at(long timestamp) {
    return new ConsumerRecord<>(
        TOPICS.documents(),
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        java.util.Optional.empty());
  }
}
