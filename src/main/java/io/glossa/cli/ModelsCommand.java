package io.glossa.cli;

import picocli.CommandLine.Command;

/** {@code models}: lists, fetches, shows and checks models. */
@Command(
    name = "models",
    subcommands = {
      ModelsListCommand.class,
      ModelsPullCommand.class,
      ModelsShowCommand.class,
      ModelsVerifyCommand.class
    },
    description = "Lists, fetches, shows and checks embedding models.",
    footer = {"", "Example: ./glossa models pull minilm-l12"})
final class ModelsCommand {}
