package io.glossa.cli.bench;

import io.glossa.topology.TopicNames;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Time from send to sight of a read-committed consumer, at a low rate. */
final class LatencyProbe {

  private final String bootstrapServers;
  private final TopicNames topics;
  private final int partitions;
  private final Wire wire;

  LatencyProbe(String bootstrapServers, TopicNames topics, int partitions, Wire wire) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.partitions = partitions;
    this.wire = wire;
  }

  /**
   * Sends so many documents at a steady rate through the stream that runs.
   *
   * @return milliseconds a document, ascending
   * @throws IllegalStateException when one does not come out within a minute
   */
  double[] milliseconds(BenchDocuments documents, String prefix, int count, int perSecond)
      throws InterruptedException {
    Map<String, Long> sentNanos = new HashMap<>();
    double[] latencies = new double[count];
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      long startNanos = System.nanoTime();
      long limitNanos = startNanos + Duration.ofSeconds(60 + count / perSecond).toNanos();
      int sent = 0;
      int seen = 0;
      while (seen < count) {
        if (System.nanoTime() > limitNanos) {
          throw new IllegalStateException("%d of %d documents came out".formatted(seen, count));
        }
        while (sent < count
            && System.nanoTime() - startNanos >= sent * 1_000_000_000L / perSecond) {
          String id = prefix + sent++;
          byte[] value = wire.writeDocument(documents.next(id));
          sentNanos.put(id, System.nanoTime());
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      topics.documents(), id.getBytes(StandardCharsets.UTF_8), value));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(2))) {
          Long since = sentNanos.remove(new String(record.key(), StandardCharsets.UTF_8));
          if (since != null) {
            latencies[seen++] = (System.nanoTime() - since) / 1e6;
          }
        }
      }
    }
    Arrays.sort(latencies);
    return latencies;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartition(topics.enrichedDocuments(), p))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
    return consumer;
  }
}
