package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.topology.TopicCheck;
import io.glossa.topology.TopicDefinition;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics describe}. */
@Command(
    name = "describe",
    description = "Shows the topics as they are to be, and what differs on the cluster.",
    footer = {
      "",
      "Exit:    1 when a topic is missing or not as it must be.",
      "Example: ./glossa topics describe --json"
    })
final class TopicsDescribeCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    Settings loaded = settings.load();
    List<TopicDefinition> wanted = loaded.topicPlan().definitions();
    try (Admin admin = KafkaClients.admin(loaded)) {
      List<String> problems = new TopicCheck(admin, loaded.topicPlan()).problems();
      if (asJson) {
        Output.json(spec, new Result(wanted, problems));
      } else {
        TopicsCommand.print(wanted, spec.commandLine().getOut());
        problems.forEach(spec.commandLine().getErr()::println);
      }
      return problems.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
    } catch (IllegalStateException e) {
      throw KafkaClients.unreachable(loaded, e);
    }
  }

  private record Result(List<TopicDefinition> topics, List<String> problems) {}
}
