package io.glossa.cli;

import io.glossa.topology.TopicDefinition;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code topics}: creates and describes the topics. */
@Command(
    name = "topics",
    subcommands = {TopicsCreateCommand.class, TopicsDescribeCommand.class},
    description = "Creates the topics, or describes what they are to be and how they differ.",
    footer = {"", "Example: ./glossa topics create --config mine.yaml --dry-run"})
final class TopicsCommand {

  /** A readable list of topics. */
  static void print(List<TopicDefinition> topics, PrintWriter out) {
    for (TopicDefinition topic : topics) {
      out.printf(
          "%-32s %3d partitions, %d copies, %s%n%34s%s%n",
          topic.name(),
          topic.partitions(),
          topic.replicationFactor(),
          topic.configs(),
          "",
          topic.purpose());
    }
  }
}
