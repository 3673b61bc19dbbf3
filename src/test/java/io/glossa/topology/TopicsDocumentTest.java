package io.glossa.topology;

import io.glossa.testkit.GoldenFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {

  private static final int SOME = 5;

  @Test
  void topicsDocumentSaysWhatThePlanSays() {
    List<TopicDefinition> plan = TopicPlan.of(TopicNames.defaults(), SOME, (short) 1).definitions();
    StringBuilder text =
        new StringBuilder(
            """
            # Topics

            Generated from `TopicPlan` and held by a test; `./mvnw test -Dtopology.update=true` writes
            it anew. Names, partitions (`topics.partitions`) and replication factor are configured; see
            [configuration.md](configuration.md).

            | topic | partitions | key | value | what for | configuration |
            |---|---|---|---|---|---|
            """);
    for (TopicDefinition topic : plan) {
      text.append(
          "| `%s` | %s | %s | %s | %s | %s |%n"
              .formatted(
                  topic.name(),
                  topic.partitions() == SOME ? "as configured" : topic.partitions(),
                  topic.key(),
                  topic.value(),
                  topic.purpose(),
                  configs(topic)));
    }
    GoldenFile.assertHolds("topology/topics.md", text.toString().replace("\r\n", "\n"));
  }

  private static String configs(TopicDefinition topic) {
    return String.join(
        ", ",
        topic.configs().entrySet().stream()
            .map(e -> "`" + e.getKey() + "=" + e.getValue() + "`")
            .toList());
  }
}
