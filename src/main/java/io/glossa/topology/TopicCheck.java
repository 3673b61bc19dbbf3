package io.glossa.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Compares the topics of a cluster with the plan, and creates what is missing. */
public final class TopicCheck {

  private final Admin admin;
  private final TopicPlan plan;

  public TopicCheck(Admin admin, TopicPlan plan) {
    this.admin = admin;
    this.plan = plan;
  }

  /**
   * What keeps the application from starting: missing topics, partition counts that differ from the
   * input topic's, size limits below the plan's. Empty when all is well.
   *
   * @return one sentence for each problem
   */
  public List<String> problems() throws InterruptedException {
    List<String> problems = new ArrayList<>();
    TopicDefinition input = plan.definitions().get(0);
    int inputPartitions = -1;
    for (TopicDefinition wanted : plan.definitions()) {
      TopicDescription found = describe(wanted.name());
      if (found == null) {
        problems.add("topic '%s' is missing".formatted(wanted.name()));
        continue;
      }
      int partitions = found.partitions().size();
      if (wanted.equals(input)) {
        inputPartitions = partitions;
      }
      if (wanted.followsInput() && inputPartitions > 0 && partitions != inputPartitions) {
        problems.add(
            "topic '%s' has %d partitions; expected %d, as many as the input topic '%s'"
                .formatted(
                    wanted.name(), partitions, inputPartitions, plan.definitions().get(0).name()));
      }
      tooSmall(wanted, problems);
    }
    return problems;
  }

  /**
   * Creates the topics that are missing.
   *
   * @return their names
   */
  public List<String> create() throws InterruptedException {
    List<String> created = new ArrayList<>();
    for (TopicDefinition wanted : plan.definitions()) {
      NewTopic topic =
          new NewTopic(wanted.name(), wanted.partitions(), wanted.replicationFactor())
              .configs(wanted.configs());
      try {
        admin.createTopics(List.of(topic)).all().get();
        created.add(wanted.name());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new IllegalStateException(
              "topic '%s' could not be created".formatted(wanted.name()), e.getCause());
        }
      }
    }
    return created;
  }

  private @Nullable TopicDescription describe(String topic) throws InterruptedException {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw new IllegalStateException(
          "topic '%s' could not be described".formatted(topic), e.getCause());
    }
  }

  private void tooSmall(TopicDefinition wanted, List<String> problems) throws InterruptedException {
    String needed = wanted.configs().get("max.message.bytes");
    if (needed == null) {
      return;
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, wanted.name());
    try {
      Map<ConfigResource, Config> configs = admin.describeConfigs(List.of(resource)).all().get();
      ConfigEntry entry = configs.values().iterator().next().get("max.message.bytes");
      String found = entry == null ? needed : entry.value();
      if (Long.parseLong(found) < Long.parseLong(needed)) {
        problems.add(
            "topic '%s' takes records of %s bytes; expected max.message.bytes of at least %s"
                .formatted(wanted.name(), found, needed));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the configuration of topic '%s' could not be read".formatted(wanted.name()),
          e.getCause());
    }
  }
}
