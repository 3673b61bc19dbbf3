package io.glossa.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glossa.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reset}: forgets what the application has done. */
@Command(
    name = "reset",
    description = {
      "Forgets what the application has done, so that it reads its input from the beginning:",
      "deletes its consumer group, its internal topics and its local state. Input and outputs",
      "stay; after the next start every document is published once more."
    },
    footer = {
      "",
      "Exit:    3 while an instance is running, or until its session ends after it was killed.",
      "Example: ./glossa reset --config mine.yaml --yes"
    })
final class ResetCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  @Option(
      names = "--force",
      description = "Remove members that the group still has. A running instance would break.")
  boolean force;

  @Option(names = "--dry-run", description = "Show what would be deleted.")
  boolean dryRun;

  @Option(names = "--json", description = "Print one line of JSON; takes --yes or --dry-run.")
  boolean asJson;

  private record Result(String group, List<String> topics, String directory, boolean deleted) {}

  @Override
  public Integer call() throws Exception {
    if (asJson && !yes && !dryRun) {
      throw new ParameterException(
          spec.commandLine(), "--json asks nothing; add --yes or --dry-run");
    }
    Settings loaded = settings.load();
    PrintWriter out = spec.commandLine().getOut();
    String application = loaded.applicationId();
    Path state = loaded.stateDirectory().resolve(application);
    try (Admin admin = KafkaClients.admin(loaded)) {
      List<String> internal = internalTopics(admin, application);
      if (!asJson) {
        out.println("consumer group " + application);
        internal.forEach(topic -> out.println("topic          " + topic));
        out.println("directory      " + state);
      }
      Result result = new Result(application, internal, state.toString(), !dryRun);
      if (dryRun) {
        report(result);
        return ExitCode.OK;
      }
      if (!yes && !confirmed()) {
        out.println("nothing was deleted");
        return ExitCode.FOUND;
      }
      if (force) {
        removeMembers(admin, application);
      }
      deleteGroup(admin, application);
      admin.deleteTopics(internal).all().get();
      delete(state);
      if (!asJson) {
        out.println("deleted");
      }
      report(result);
      return ExitCode.OK;
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "the reset of '%s' failed, on %s".formatted(application, loaded.bootstrapServers()),
          e.getCause());
    }
  }

  private void report(Result result) {
    if (asJson) {
      Output.json(spec, result);
    }
  }

  private static List<String> internalTopics(Admin admin, String application)
      throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().stream()
        .filter(topic -> isInternal(topic, application))
        .sorted()
        .toList();
  }

  static boolean isInternal(String topic, String application) {
    return topic.startsWith(application + "-")
        && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
  }

  private static void deleteGroup(Admin admin, String application)
      throws ExecutionException, InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(application)).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw new EnvironmentException(
            "an instance of '%s' is running, or was less than a minute ago; stop it and wait, or add --force"
                .formatted(application),
            e.getCause());
      }
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  /** An instance that was killed says no goodbye: its member lingers for a session. */
  private static void removeMembers(Admin admin, String application)
      throws ExecutionException, InterruptedException {
    try {
      admin
          .removeMembersFromConsumerGroup(application, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private boolean confirmed() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    err.print("delete all of this? [y/N] ");
    err.flush();
    String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
