package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.ModelPreset;
import io.glossa.embedding.hub.CachedModel;
import io.glossa.embedding.hub.ModelCache;
import io.glossa.embedding.hub.ModelSources;
import io.glossa.embedding.remote.RemoteEmbedders;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models show}. */
@Command(
    name = "show",
    description = "Shows the card of a model that is on the disk, or what is known of a preset.",
    footer = {
      "",
      "Exit:    3 when the model is neither on the disk nor a preset, or is damaged.",
      "Example: ./glossa models show minilm-l12"
    })
final class ModelsShowCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "As for pull, or a directory or classpath:NAME. Default: the configured model.")
  String name = "";

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() {
    Settings loaded = settings.load();
    String wanted = name.isBlank() ? loaded.modelBundle() : name.strip();
    ModelCard card = card(loaded, wanted);
    if (asJson) {
      Output.json(spec, card.fields());
    } else {
      card.print(spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private ModelCard card(Settings loaded, String wanted) {
    if (RemoteEmbedders.model(wanted).isPresent()) {
      throw new EnvironmentException(
          "%s is a service, which has no card; model.remote.* says how it is asked"
              .formatted(wanted),
          null);
    }
    // What is set of the configured model says nothing of another.
    BundleOverrides overrides =
        wanted.equals(loaded.modelBundle()) ? loaded.model().overrides() : BundleOverrides.NONE;
    ModelSources sources = Models.sources(loaded, spec.commandLine().getErr());
    BundleSource source = sources.parse(wanted);
    if (!(source instanceof BundleSource.Remote)) {
      return ModelCard.of(
          source.directory(sources.cache()), Optional.empty(), Models.engine(loaded), overrides);
    }
    List<CachedModel> fetched = new ModelCache(sources.cache()).find(wanted);
    if (!fetched.isEmpty()) {
      CachedModel last = fetched.get(fetched.size() - 1);
      return ModelCard.of(last.directory(), Optional.of(last), Models.engine(loaded), overrides);
    }
    return ModelPreset.named(wanted)
        .or(() -> ModelPreset.ofId(wanted))
        .map(ModelCard::of)
        .orElseThrow(
            () ->
                new EnvironmentException(
                    "%s is not in %s; ./glossa models pull %s fetches it"
                        .formatted(wanted, sources.cache(), wanted),
                    null));
  }
}
