package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.embedding.ModelPreset;
import io.glossa.embedding.hub.CachedModel;
import io.glossa.embedding.hub.ModelCache;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code models list}. */
@Command(
    name = "list",
    description = "Lists the presets, and the models in the cache with revision and size.",
    footer = {"", "Example: ./glossa models list --json"})
final class ModelsListCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() {
    Settings loaded = settings.load();
    List<Fetched> fetched =
        new ModelCache(loaded.hub().cache()).models().stream().map(Fetched::of).toList();
    if (asJson) {
      Output.json(spec, new Result(ModelPreset.all(), loaded.hub().cache().toString(), fetched));
    } else {
      print(new Result(ModelPreset.all(), loaded.hub().cache().toString(), fetched));
    }
    return ExitCode.OK;
  }

  private void print(Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("presets");
    for (ModelPreset preset : result.presets()) {
      out.printf(
          "  %-24s %-60s %4d dimensions, %4d tokens%n",
          preset.name(), preset.id(), preset.dimension(), preset.maxTokens());
    }
    out.printf("in %s%n", result.cache());
    for (Fetched model : result.fetched()) {
      out.printf(
          "  %-60s %-40s %,15d bytes, %s%n",
          model.model(), model.commit(), model.bytes(), model.fetched());
    }
    if (result.fetched().isEmpty()) {
      out.println("  nothing yet; ./glossa models pull NAME fetches a model");
    }
    out.flush();
  }

  private record Result(List<ModelPreset> presets, String cache, List<Fetched> fetched) {}

  /** A fetched model, as this verb and {@code pull} report it. */
  record Fetched(
      String model, String commit, String source, String fetched, long bytes, String directory) {

    static Fetched of(CachedModel cached) {
      return new Fetched(
          cached.receipt().model(),
          cached.receipt().commit(),
          cached.receipt().source(),
          cached.receipt().fetched(),
          cached.receipt().bytes(),
          cached.directory().toString());
    }
  }
}
