package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProduceConsumeAuditIT {

  @TempDir Path directory;

  @Test
  void whatIsProducedComesOutIsConsumedAndAccountedFor() throws Exception {
    try (DemoCluster cluster = DemoCluster.start(1, null, 0, 0)) {
      Path input = directory.resolve("in.jsonl");
      Files.write(
          input,
          List.of(
              "{\"id\":\"a\",\"text\":\"The committee met on Monday and agreed on a new plan.\","
                  + "\"event_time\":1760000000019}",
              "no row",
              "{\"id\":\"half\",\"text\":\"Half a character \\ud83d stands in this sentence.\"}",
              "{\"id\":\"huge\",\"text\":\"" + "x".repeat(9 << 20) + "\"}",
              "{\"id\":\"" + "i".repeat(70_000) + "\",\"text\":null}",
              "{\"id\":\"big\",\"text\":\"" + "word ".repeat(1 << 20) + "\"}",
              "{\"id\":\"a\",\"text\":null}"));

      Shell.Result early = Shell.runOn(cluster, "produce", input.toString());
      assertThat(early.code()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(early.err()).contains("glossa.documents.v1", "./glossa topics create --set");

      assertThat(Shell.runOn(cluster, "topics", "describe").code()).isEqualTo(ExitCode.FOUND);
      assertThat(Shell.runOn(cluster, "topics", "create").code()).isEqualTo(ExitCode.OK);
      assertThat(Shell.runOn(cluster, "topics", "describe").code()).isEqualTo(ExitCode.OK);

      Shell.Result produced = Shell.runOn(cluster, "produce", input.toString(), "--json");
      assertThat(produced.code()).isEqualTo(ExitCode.FOUND);
      assertThat(produced.out()).contains("\"sent\":4", "\"refused\":3");
      assertThat(produced.err())
          .contains("line 2 is not JSON", "id 'huge'", "an id of 70,000 bytes", "the limit is");

      Shell.Result unread = Shell.runOn(cluster, "audit", "--json");
      assertThat(unread.code()).isEqualTo(ExitCode.FOUND);
      assertThat(unread.out())
          .contains("\"audit.pending\",\"value\":4", "\"audit.lost\",\"value\":0")
          .contains("4 records wait for the stream")
          .doesNotContain("LOST", "older outcomes are gone");

      settle(cluster);

      assertThat(rows(cluster, "enriched"))
          .anySatisfy(row -> assertThat(row).contains("\"key\":\"a\"", "2025-10-09T08:53:20.019Z"))
          .anySatisfy(row -> assertThat(row).contains("\"key\":\"a\"", "\"value\":null"));
      assertThat(rows(cluster, "review-failed"))
          .singleElement()
          .asString()
          .contains("\"key\":\"big\"", "TEXT_TOO_LARGE");
      assertThat(rows(cluster, "dead-letters")).isEmpty();

      // An orderly stop leaves the group: nothing lingers that would have to be forced out.
      Shell.Result reset = Shell.runOn(cluster, "reset", "--yes");
      assertThat(reset.out()).as(reset.err()).contains("glossa-in-flight-changelog", "deleted");
      settle(cluster);
      assertThat(Shell.runOn(cluster, "audit").out())
          .as("after a reset everything is published once more")
          .contains("DUPLICATED");

      emptyReviewFailed(cluster);
      assertThat(Shell.runOn(cluster, "audit").out())
          .as("an outcome that retention took")
          .contains("LOST")
          .containsOnlyOnce("older outcomes are gone")
          .containsPattern("topic glossa\\.\\S+ partition \\d+ starts at offset [1-9]");
    }
  }

  private static void emptyReviewFailed(DemoCluster cluster) throws Exception {
    Settings settings = Settings.load(null, Map.of(), cluster.settings());
    String topic = settings.topics().reviewFailed();
    try (Admin admin = KafkaClients.admin(settings)) {
      Map<TopicPartition, RecordsToDelete> all = new LinkedHashMap<>();
      admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .flatMap(description -> description.partitions().stream())
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
      admin.deleteRecords(all).all().get();
    }
  }

  private static void settle(DemoCluster cluster) throws InterruptedException {
    Map<String, String> own = new LinkedHashMap<>(cluster.settings());
    own.put("http.port", "0");
    Settings settings = Settings.load(null, Map.of(), own);
    Application application = Application.start(settings, Wires.open(settings));
    try {
      assertThat(application.awaitRunning(Duration.ofMinutes(1))).isTrue();
      Shell.Result audit = Shell.runOn(cluster, "audit", "--wait", "60", "--json");
      assertThat(audit.out())
          .contains("\"audit.events\",\"value\":4", "\"audit.lost\",\"value\":0")
          .contains("\"audit.pending\",\"value\":0");
    } finally {
      assertThat(application.stop()).isTrue();
    }
    assertThat(application.failure()).isEmpty();
  }

  private List<String> rows(DemoCluster cluster, String topic) throws IOException {
    Path out = directory.resolve(topic + ".jsonl");
    Shell.Result result =
        Shell.runOn(
            cluster,
            "consume",
            "--topic",
            topic,
            "--from-beginning",
            "--idle-exit",
            "2",
            "-o",
            out.toString());
    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    return Files.readAllLines(out);
  }
}
