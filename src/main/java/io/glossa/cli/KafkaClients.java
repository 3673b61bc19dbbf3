package io.glossa.cli;

import io.glossa.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plain clients of the configured cluster. */
final class KafkaClients {

  private static final String[] STREAMS_PREFIXES = {
    "producer.",
    "consumer.",
    "main.consumer.",
    "restore.consumer.",
    "global.consumer.",
    "admin.",
    "topic."
  };

  private KafkaClients() {}

  static Admin admin(Settings settings) {
    Map<String, Object> config = common(settings, "admin.");
    // A cluster that is not there is said in half a minute, not in the default of one and a half.
    config.putIfAbsent("default.api.timeout.ms", "30000");
    config.putIfAbsent("request.timeout.ms", "15000");
    return Admin.create(config);
  }

  /** Sends each record once and waits for all replicas. */
  static Producer<byte[], byte[]> producer(Settings settings, int maxRequestBytes) {
    Map<String, Object> config = common(settings, "producer.");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRequestBytes));
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Reads what is committed, in no group. */
  static Consumer<byte[], byte[]> reader(Settings settings) {
    Map<String, Object> config = common(settings, "consumer.");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "33554432");
    config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What an operation on the cluster failed with, as a message that names the cluster. */
  static EnvironmentException unreachable(Settings settings, IllegalStateException e) {
    if (e.getCause() instanceof TimeoutException) {
      return new EnvironmentException(
          "no broker answers at %s, which kafka.bootstrap.servers names"
              .formatted(settings.bootstrapServers()),
          null);
    }
    return new EnvironmentException(
        "%s, on %s".formatted(e.getMessage(), settings.bootstrapServers()), e.getCause());
  }

  /** What holds for every client, then what the user gave for this kind. */
  private static Map<String, Object> common(Settings settings, String prefix) {
    Map<String, Object> config = new HashMap<>();
    settings
        .kafka()
        .forEach(
            (key, value) -> {
              if (isForEveryClient(key)) {
                config.put(key, value);
              }
            });
    settings
        .kafka()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                config.put(key.substring(prefix.length()), value);
              }
            });
    return config;
  }

  /** Connection and security; a setting of Kafka Streams means nothing to a plain client. */
  private static boolean isForEveryClient(String key) {
    for (String prefix : STREAMS_PREFIXES) {
      if (key.startsWith(prefix)) {
        return false;
      }
    }
    return key.startsWith("bootstrap.")
        || key.startsWith("security.")
        || key.startsWith("sasl.")
        || key.startsWith("ssl.")
        || key.startsWith("client.");
  }
}
