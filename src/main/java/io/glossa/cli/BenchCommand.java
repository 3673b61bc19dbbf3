package io.glossa.cli;

import picocli.CommandLine.Command;

/** {@code bench}: measures. */
@Command(
    name = "bench",
    subcommands = {BenchEncoderCommand.class, BenchPipelineCommand.class},
    description = "Measures. Every figure comes from one interleaved run, with its spread.")
final class BenchCommand {}
