package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.embedding.hub.CachedModel;
import io.glossa.embedding.hub.ModelCache;
import io.glossa.embedding.hub.Receipt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models verify}. */
@Command(
    name = "verify",
    description = "Reads all files of fetched models and compares them with what was fetched.",
    footer = {
      "",
      "Exit:    1 when a file is missing or was changed; 3 when a named model is not there.",
      "Example: ./glossa models verify"
    })
final class ModelsVerifyCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "As for pull. Default: every model in the cache.")
  List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() {
    Settings loaded = settings.load();
    List<Checked> checked = new ArrayList<>();
    for (CachedModel model : chosen(new ModelCache(loaded.hub().cache()))) {
      checked.add(
          new Checked(
              model.receipt().model(),
              model.receipt().commit(),
              model.directory().toString(),
              model.receipt().files().size(),
              model.damages()));
    }
    if (asJson) {
      Output.json(spec, new Result(checked));
    } else {
      print(checked);
    }
    return checked.stream().allMatch(model -> model.damages().isEmpty())
        ? ExitCode.OK
        : ExitCode.FOUND;
  }

  private List<CachedModel> chosen(ModelCache cache) {
    if (names.isEmpty()) {
      return cache.models();
    }
    List<CachedModel> chosen = new ArrayList<>();
    for (String name : names) {
      List<CachedModel> found = cache.find(name.strip());
      if (found.isEmpty()) {
        throw new EnvironmentException(
            "%s is not in %s; ./glossa models list shows what is"
                .formatted(name, cache.directory()),
            null);
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private void print(List<Checked> checked) {
    PrintWriter out = spec.commandLine().getOut();
    for (Checked model : checked) {
      out.printf(
          "%s@%s: %s%n",
          model.model(),
          model.commit(),
          model.damages().isEmpty() ? model.files() + " files as fetched" : "DAMAGED");
      for (Receipt.Damage damage : model.damages()) {
        out.printf("  %s %s%n", damage.file(), damage.problem());
      }
    }
    out.flush();
  }

  private record Result(List<Checked> models) {}

  private record Checked(
      String model, String commit, String directory, int files, List<Receipt.Damage> damages) {}
}
