package io.glossa.cli.bench;

import io.glossa.topology.TopicCheck;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Topics of one measurement each, so that none sees what another left. */
final class BenchTopics {

  private BenchTopics() {}

  /** All topics of a stream under this name. */
  static TopicNames named(String name) {
    String prefix = "bench." + name + ".";
    return new TopicNames(
        prefix + "documents",
        prefix + "enriched.documents",
        prefix + "enriched.chunks",
        prefix + "review.quality",
        prefix + "review.failed",
        prefix + "review.decisions",
        prefix + "dead-letters",
        prefix + "models");
  }

  static void create(String bootstrapServers, TopicNames topics, int partitions)
      throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicCheck(admin, TopicPlan.of(topics, partitions, (short) 1)).create();
    }
  }
}
