package io.glossa.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files of rows: where they come from and where they go. */
final class RowOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "INPUT",
      description = "JSON Lines, compressed when it ends in .gz. Default: the standard input.")
  @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where rows go, compressed when it ends in .gz. Default: the standard output.")
  @Nullable Path output;
}
