package io.glossa.cli;

import io.glossa.embedding.ModelBundle;
import io.glossa.lab.Laboratory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab tokenizer}: trains a tokenizer and the lexical bundle made of it. */
@Command(
    name = "tokenizer",
    description = {
      "Trains a unigram tokenizer from a recipe and text, and writes the lexical bundle made of it.",
      "The same recipe over the same data gives the same bytes."
    },
    footer = {
      "",
      "Example: ./glossa lab tokenizer --data DIR --out src/main/resources/models/glossa-lexical"
    })
final class LabTokenizerCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Directory to which the recipe's paths are relative.")
  Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the bundle; made when missing.")
  Path out = Path.of("");

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Recipe in YAML. Default: that of the bundle in the jar.")
  @Nullable Path recipe;

  @Override
  public Integer call() throws IOException {
    ModelBundle bundle =
        Laboratory.trainTokenizer(recipe, data, out, spec.commandLine().getErr()::println);
    spec.commandLine().getOut().println(bundle.manifest().identity());
    return ExitCode.OK;
  }
}
