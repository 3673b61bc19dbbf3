package io.glossa.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class BrokerContainerIT {

  private static final TopicPartition NOTES = new TopicPartition("notes", 0);

  @BeforeAll
  static void needsDocker() {
    KafkaContainers.assumeDocker();
  }

  @Test
  void oneBrokerShowsCommittedRecordsOnly() throws Exception {
    try (KafkaContainers kafka = KafkaContainers.one()) {
      String servers = kafka.bootstrapServers();
      createTopic(servers);
      try (KafkaProducer<String, String> producer = producer(servers)) {
        transact(producer, "committed", true);
        transact(producer, "aborted", false);
        transact(producer, "committed too", true);
      }
      assertThat(consume(servers, 2)).containsExactly("committed", "committed too");
    }
  }

  @Test
  void threeBrokersCommitWhileOneIsPaused() throws Exception {
    try (KafkaContainers kafka = KafkaContainers.three()) {
      String servers = kafka.bootstrapServers();
      createTopic(servers);
      try (KafkaProducer<String, String> producer = producer(servers)) {
        transact(producer, "all there", true);
        kafka.pause(2);
        transact(producer, "one paused", true);
        kafka.unpause(2);
        transact(producer, "all back", true);
      }
      assertThat(consume(servers, 3)).containsExactly("all there", "one paused", "all back");
    }
  }

  private static void createTopic(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic(NOTES.topic(), Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  private static KafkaProducer<String, String> producer(String servers) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", servers,
            "transactional.id", "notes",
            "request.timeout.ms", 5000,
            "delivery.timeout.ms", 90000,
            "max.block.ms", 90000);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void transact(KafkaProducer<String, String> producer, String value, boolean commit)
      throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(NOTES.topic(), "key", value)).get();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static List<String> consume(String servers, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(NOTES));
      consumer.seekToBeginning(List.of(NOTES));
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
