package io.glossa.cli.bench;

import io.glossa.document.Document;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Documents of about 190 words each, the same for every run with the same seed. */
final class BenchDocuments {

  private static final int WORDS = 190;
  private static final int VOCABULARY = 2_000;

  private final Random random;
  private final String[] vocabulary = new String[VOCABULARY];

  BenchDocuments(long seed) {
    random = new Random(seed);
    for (int i = 0; i < VOCABULARY; i++) {
      StringBuilder word = new StringBuilder();
      for (int letters = 3 + random.nextInt(5); letters > 0; letters--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      vocabulary[i] = word.toString();
    }
  }

  Document next(String id) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      text.append(vocabulary[random.nextInt(VOCABULARY)]).append(' ');
    }
    return new Document(id, text.toString(), "Document " + id, "en", "bench", null, Map.of());
  }

  /**
   * Fills a topic with so many documents and waits until the broker has them.
   *
   * @param documents makes the one of each number
   */
  static void load(
      String bootstrapServers,
      String topic,
      Wire wire,
      int count,
      IntFunction<Document> documents) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 256 * 1024);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        Document document = documents.apply(i);
        byte[] key = document.id().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, wire.writeDocument(document)));
      }
      producer.flush();
    }
  }
}
