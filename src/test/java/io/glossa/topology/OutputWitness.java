package io.glossa.topology;

import io.glossa.document.Origin;
import io.glossa.testkit.StreamKit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Writes down what a downstream consumer sees: committed records only, in order. */
final class OutputWitness implements AutoCloseable {

  /** An output, as far as the account needs it. */
  record Sighting(String id, Origin origin) {}

  private final Thread thread;
  private final List<Sighting> sightings = new ArrayList<>();
  private volatile int count;
  private volatile boolean stopped;

  OutputWitness(String bootstrapServers, int partitions) {
    thread = new Thread(() -> watch(bootstrapServers, partitions), "output-witness");
    thread.start();
  }

  int count() {
    return count;
  }

  /** Waits until no output came for a while, or until there are as many as expected for a while. */
  List<Sighting> awaitQuiet(long expected, Duration quiet) throws InterruptedException {
    int last = -1;
    long sinceNanos = System.nanoTime();
    while (true) {
      if (count != last) {
        last = count;
        sinceNanos = System.nanoTime();
      }
      // With everything there, only a duplicate could still come: wait less.
      Duration needed = last >= expected ? Duration.ofSeconds(3) : quiet;
      if (System.nanoTime() - sinceNanos > needed.toNanos()) {
        break;
      }
      Thread.sleep(50);
    }
    close();
    return List.copyOf(sightings);
  }

  private void watch(String bootstrapServers, int partitions) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions)
              .mapToObj(p -> new TopicPartition(StreamKit.TOPICS.enrichedDocuments(), p))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          byte[] origin = record.headers().lastHeader(OutputHeaders.ORIGIN).value();
          sightings.add(
              new Sighting(
                  new String(record.key(), StandardCharsets.UTF_8),
                  Origin.parse(new String(origin, StandardCharsets.UTF_8))));
        }
        count = sightings.size();
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
