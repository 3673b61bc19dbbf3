package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.topology.TopicCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Refuses to work on topics that are missing or wrong, with the command that creates them. */
final class TopicPresence {

  /** How long news of a topic takes to reach all brokers, at most. */
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private TopicPresence() {}

  /**
   * What a creation gave.
   *
   * @param created names of the topics that were missing
   * @param problems what is still not as it must be
   */
  record Creation(List<String> created, List<String> problems) {}

  /** Creates what is missing, and waits until every broker that answers knows of it. */
  static Creation create(Settings settings) throws InterruptedException {
    try (Admin admin = KafkaClients.admin(settings)) {
      TopicCheck check = new TopicCheck(admin, settings.topicPlan());
      List<String> created = check.create();
      List<String> problems = check.problems();
      long endNanos = System.nanoTime() + SPREAD.toNanos();
      while (!created.isEmpty() && !problems.isEmpty() && System.nanoTime() - endNanos < 0) {
        Thread.sleep(100);
        problems = check.problems();
      }
      return new Creation(created, problems);
    } catch (IllegalStateException e) {
      throw KafkaClients.unreachable(settings, e);
    }
  }

  /** One topic that must be there; a broker might otherwise create it with other partitions. */
  static void require(Settings settings, String topic, String options) throws InterruptedException {
    try (Admin admin = KafkaClients.admin(settings)) {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new EnvironmentException(
            "topic '%s' is missing; create the topics with: ./glossa topics create%s"
                .formatted(topic, options),
            null);
      }
      throw KafkaClients.unreachable(
          settings,
          new IllegalStateException(
              "topic '%s' could not be described".formatted(topic), e.getCause()));
    }
  }

  /** All topics, as the stream needs them. */
  static void requireAll(Settings settings, String options) throws InterruptedException {
    List<String> problems;
    try (Admin admin = KafkaClients.admin(settings)) {
      problems = new TopicCheck(admin, settings.topicPlan()).problems();
    } catch (IllegalStateException e) {
      throw KafkaClients.unreachable(settings, e);
    }
    if (!problems.isEmpty()) {
      throw new EnvironmentException(
          "the topics on %s are not as they must be:%n  %s%ncreate what is missing with: ./glossa topics create%s"
              .formatted(settings.bootstrapServers(), String.join("\n  ", problems), options),
          null);
    }
  }
}
