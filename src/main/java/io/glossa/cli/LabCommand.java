package io.glossa.cli;

import picocli.CommandLine.Command;

/** {@code lab}: the laboratory, offline. */
@Command(
    name = "lab",
    subcommands = {LabTokenizerCommand.class},
    description = "Trains and evaluates models, offline. Its product is a model bundle.")
final class LabCommand {}
