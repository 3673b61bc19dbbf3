package io.glossa.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** All verbs. */
@Command(
    name = "glossa",
    subcommands = {
      DemoCommand.class,
      BrokerCommand.class,
      RunCommand.class,
      ProduceCommand.class,
      ConsumeCommand.class,
      EnrichCommand.class,
      EmbedCommand.class,
      AuditCommand.class,
      LintCommand.class,
      TopicsCommand.class,
      ResetCommand.class,
      ModelsCommand.class,
      BenchCommand.class,
      LabCommand.class,
      CommandLine.HelpCommand.class
    },
    versionProvider = CommandLineTool.Version.class,
    mixinStandardHelpOptions = true,
    description = "Enriches document events with embeddings and semantics, exactly once.",
    footer = {
      "",
      "Exit codes: 0 well; 1 something was found or stopped; 2 wrong command line or",
      "configuration; 3 a broker, registry, file, port or model is missing or broken.",
      "Start here: ./glossa demo"
    })
public final class CommandLineTool {

  /** Runs a command line and answers with the exit code. */
  public static int run(String... args) {
    return commandLine()
        .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
        .setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true))
        .execute(args);
  }

  static CommandLine commandLine() {
    CommandLine commands =
        new CommandLine(new CommandLineTool())
            .setExecutionExceptionHandler(new Failures())
            .setUsageHelpWidth(100);
    addHelp(commands);
    return commands;
  }

  /** {@code --help} on every verb. */
  private static void addHelp(CommandLine command) {
    command
        .getSubcommands()
        .values()
        .forEach(
            verb -> {
              if (verb.getCommandSpec().findOption("--help") == null) {
                verb.getCommandSpec().mixinStandardHelpOptions(true);
              }
              addHelp(verb);
            });
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CommandLineTool.class.getPackage().getImplementationVersion();
      return new String[] {"glossa " + (version == null ? "of this source tree" : version)};
    }
  }
}
