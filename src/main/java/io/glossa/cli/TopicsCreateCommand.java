package io.glossa.cli;

import io.glossa.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics create}. */
@Command(
    name = "create",
    description = "Creates the topics that are missing; leaves the others as they are.",
    footer = {
      "",
      "Exit:    1 when a topic that exists is not as it must be.",
      "Example: ./glossa topics create --set kafka.bootstrap.servers=broker:9092"
    })
final class TopicsCreateCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(names = "--dry-run", description = "Show what would be created; contact nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    Settings loaded = settings.load();
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      if (asJson) {
        Output.json(spec, loaded.topicPlan().definitions());
      } else {
        TopicsCommand.print(loaded.topicPlan().definitions(), out);
      }
      return ExitCode.OK;
    }
    TopicPresence.Creation result = TopicPresence.create(loaded);
    if (asJson) {
      Output.json(spec, result);
    } else {
      result.created().forEach(name -> out.println("created " + name));
      PrintWriter err = spec.commandLine().getErr();
      if (result.created().isEmpty()) {
        err.println("every topic was there already");
      }
      result.problems().forEach(err::println);
    }
    return result.problems().isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }
}
