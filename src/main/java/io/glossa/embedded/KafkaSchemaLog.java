package io.glossa.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic {@code _schemas}, where Confluent's registry keeps the same entries. */
final class KafkaSchemaLog implements SchemaLog {

  static final String TOPIC = "_schemas";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> client;
  private final KafkaProducer<String, String> producer;

  private KafkaSchemaLog(Map<String, Object> client, KafkaProducer<String, String> producer) {
    this.client = client;
    this.producer = producer;
  }

  /** Opens the topic, and creates it where it is missing. */
  static KafkaSchemaLog open(String bootstrapServers) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    createTopic(client);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "linger.ms",
            0,
            "buffer.memory",
            4 * 1024 * 1024);
    return new KafkaSchemaLog(
        client, new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
  }

  @Override
  public void replay(BiConsumer<String, @Nullable String> entries) {
    try (var consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition, PATIENCE) < end) {
        for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(200))) {
          entries.accept(entry.key(), entry.value());
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "%s could not be read up to offset %d in %s".formatted(TOPIC, end, PATIENCE));
        }
      }
    }
  }

  @Override
  public void append(String key, String value) {
    try {
      producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a schema could not be written to " + TOPIC, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing to " + TOPIC, e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static void createTopic(Map<String, Object> client) {
    NewTopic topic =
        new NewTopic(TOPIC, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact"));
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(TOPIC + " could not be created", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating " + TOPIC, e);
    }
  }
}
