package io.glossa.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {

  private static final String TOPIC = "notes";

  @Test
  void keepsCommittedRecordsAndPortsOverARestartOnItsDirectory(@TempDir Path directory)
      throws Exception {
    String servers;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.keptIn(directory))) {
      servers = kafka.bootstrapServers();
      createTopic(servers, 1);
      produceInTransaction(servers, "first", true);
      produceInTransaction(servers, "aborted", false);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.keptIn(directory))) {
      assertThat(kafka.bootstrapServers()).isEqualTo(servers);
      produceInTransaction(servers, "second", true);
      assertThat(consume(servers, 2)).containsExactly("first", "second");
    }
  }

  @Test
  void deletesATemporaryDirectoryWhenClosed() {
    EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary(1));
    Path directory = kafka.directory();
    assertThat(directory).isDirectory();
    kafka.close();
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void refusesADirectoryThatIsInUse(@TempDir Path directory) {
    EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.keptIn(directory);
    try (EmbeddedKafka first = EmbeddedKafka.start(settings)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(settings))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString());
      assertThat(first.bootstrapServers()).isNotEmpty();
    }
  }

  @Test
  void threeNodesServeWhileOneIsDownAndTakeItBack() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary(3))) {
      String servers = kafka.bootstrapServers();
      createTopic(servers, 3);
      produceInTransaction(servers, "all up", true);
      kafka.stopNode(2);
      produceInTransaction(servers, "one down", true);
      kafka.startNode(2);
      kafka.stopNode(1);
      produceInTransaction(servers, "another down", true);
      assertThat(consume(servers, 3)).containsExactly("all up", "one down", "another down");
    }
  }

  private static void createTopic(String servers, int replicas)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) replicas))).all().get();
    }
  }

  private static void produceInTransaction(String servers, String value, boolean commit)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "transactional.id", "notes", "acks", "all");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static List<String> consume(String servers, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
