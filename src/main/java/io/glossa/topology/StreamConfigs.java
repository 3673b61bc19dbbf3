package io.glossa.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Glossa sets of Kafka Streams' configuration; anything may be overridden. */
public final class StreamConfigs {

  private static final int MAX_THREADS = 4;

  private StreamConfigs() {}

  /**
   * The configuration of an application.
   *
   * @param applicationId consumer group, prefix of internal topics
   * @param stateDirectory where stores lie
   * @param overrides Kafka's own property names; win over the defaults here
   */
  public static Properties properties(
      String applicationId, Path stateDirectory, Map<String, String> overrides) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // A stream thread decodes and tokenizes: with one, that and not the model bounds long texts.
    config.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
        Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    // Large enough for all that is in flight, so that nothing of it is flushed before a commit.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64 * 1024 * 1024);
    // A waiting stream thread looks for finished records as often as this.
    config.put(StreamsConfig.POLL_MS_CONFIG, 10);
    // Bounds what is read ahead: a document may have megabytes.
    config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 256);
    config.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 16 * 1024 * 1024);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        TopicPlan.REVIEW_RECORD_BYTES);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 64 * 1024 * 1024);
    config.putAll(overrides);
    return config;
  }
}
