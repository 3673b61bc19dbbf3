package io.glossa.topology;

import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.testkit.StreamKit;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Live input: new versions of a set of documents at a steady rate, each with its number. Some are
 * so long that their chunks do not fit the queue.
 */
final class EventFeed implements AutoCloseable {

  private static final int DOCUMENTS = 200;

  /** One event in so many is a long document. */
  private static final int LONG_EVERY = 200;

  private static final int LONG_CHARACTERS = 100_000;

  private final Thread thread;
  private final Map<Origin, Long> numbers = new HashMap<>();
  private volatile boolean stopped;
  private volatile long sent;

  EventFeed(String bootstrapServers, int perSecond, long seed) {
    thread = new Thread(() -> feed(bootstrapServers, perSecond, seed), "event-feed");
    thread.start();
  }

  long sent() {
    return sent;
  }

  /** Ends the feed; where every acknowledged event lies, with its number. */
  Map<Origin, Long> stop() throws InterruptedException {
    stopped = true;
    thread.join(Duration.ofMinutes(3).toMillis());
    if (thread.isAlive()) {
      throw new IllegalStateException("the feed does not end");
    }
    return numbers;
  }

  private void feed(String bootstrapServers, int perSecond, long seed) {
    Wire wire = StreamKit.wire();
    Random random = new Random(seed);
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "linger.ms", 2,
            "delivery.timeout.ms", 120_000,
            "max.block.ms", 120_000);
    List<Future<RecordMetadata>> results = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      long startNanos = System.nanoTime();
      while (!stopped) {
        String id = "doc-" + random.nextInt(DOCUMENTS);
        String text = sent + " version of " + id;
        if (sent % LONG_EVERY == 0) {
          text += ", continued".repeat(LONG_CHARACTERS / ", continued".length());
        }
        byte[] value = wire.writeDocument(Document.of(id, text));
        results.add(
            producer.send(
                new ProducerRecord<>(
                    StreamKit.TOPICS.documents(), id.getBytes(StandardCharsets.UTF_8), value)));
        sent = results.size();
        long aheadNanos = sent * 1_000_000_000L / perSecond - (System.nanoTime() - startNanos);
        if (aheadNanos > 2_000_000) {
          Thread.sleep(aheadNanos / 1_000_000);
        }
      }
      producer.flush();
      for (int number = 0; number < results.size(); number++) {
        RecordMetadata where = results.get(number).get();
        numbers.put(new Origin(where.topic(), where.partition(), where.offset()), (long) number);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the feed broke", e);
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
