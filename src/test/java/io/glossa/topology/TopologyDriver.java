package io.glossa.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.document.Document;
import io.glossa.testkit.StreamKit;
import io.glossa.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Drives the topology without a broker, and waits for the micro-batcher where a broker would. */
final class TopologyDriver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StreamKit kit;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;

  TopologyDriver(StreamKit kit, Path stateDirectory) {
    this(kit, stateDirectory, Waits.REAL);
  }

  TopologyDriver(StreamKit kit, Path stateDirectory, Waits waits) {
    this.kit = kit;
    Properties config = StreamConfigs.properties("topology-test", stateDirectory, Map.of());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    driver = new TopologyTestDriver(EnrichmentTopology.build(kit.parts(), waits), config);
    input =
        driver.createInputTopic(
            StreamKit.TOPICS.documents(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(String id, String text) {
    send(Document.of(id, text));
  }

  void send(Document document) {
    pipe(document.id(), kit.wireFormat().writeDocument(document));
  }

  void pipe(@Nullable String key, byte @Nullable [] value) {
    input.pipeInput(new TestRecord<>(bytes(key), value));
  }

  void pipeUnder(byte[] key, byte @Nullable [] value) {
    input.pipeInput(new TestRecord<>(key, value));
  }

  void pipe(TestRecord<byte[], byte[]> record) {
    input.pipeInput(record);
  }

  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until nothing is in flight. */
  TopologyDriver settle() throws InterruptedException {
    long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (kit.drain().inFlight() > 0) {
      if (System.nanoTime() > endNanos) {
        throw new AssertionError(kit.drain().inFlight() + " records are still in flight");
      }
      Thread.sleep(2);
      driver.advanceWallClockTime(Duration.ofMillis(10));
    }
    return this;
  }

  /** Lets the punctuation run. */
  void tick() {
    driver.advanceWallClockTime(Duration.ofMillis(10));
  }

  /** What a topic has got since the last call. */
  List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Keys of {@link #read}, with a {@code -} before those of tombstones. */
  List<String> keys(String topic) {
    return read(topic).stream().map(r -> (r.value() == null ? "-" : "") + key(r)).toList();
  }

  static String key(TestRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  JsonNode json(String topic, TestRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(kit.wireFormat().toJson(topic, record.value(), false));
    } catch (UndecodableRecordException | JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  TopologyTestDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
    kit.close();
  }
}
