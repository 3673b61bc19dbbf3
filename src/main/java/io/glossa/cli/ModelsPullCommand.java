package io.glossa.cli;

import io.glossa.embedding.hub.CachedModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models pull}. */
@Command(
    name = "pull",
    description = {
      "Fetches a model into the cache, or repairs it there; prints the directory.",
      "A fetch that was interrupted goes on where it stopped."
    },
    footer = {
      "",
      "Exit:    3 when it cannot be fetched or used.",
      "Example: ./glossa models pull sentence-transformers/all-MiniLM-L12-v2@main"
    })
final class ModelsPullCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "Preset, ORGANISATION/NAME[@REVISION], hf://… or djl://GROUP/ARTIFACT.")
  String name = "";

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() {
    CachedModel model = Models.sources(settings.load(), spec.commandLine().getErr()).pull(name);
    if (asJson) {
      Output.json(spec, ModelsListCommand.Fetched.of(model));
    } else {
      spec.commandLine().getOut().println(model.directory());
    }
    return ExitCode.OK;
  }
}
