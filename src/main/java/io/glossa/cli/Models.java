package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.TracedModel;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import io.glossa.embedding.djl.TracedEmbedders;
import io.glossa.embedding.hub.AccessToken;
import io.glossa.embedding.hub.ModelSources;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** From the name of a model in the settings to the model. */
final class Models {

  private Models() {}

  /** Loads the configured model; one that is not there yet is fetched, with its progress shown. */
  static Embedder load(Settings settings) {
    DjlEmbedders.startEngine();
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    ModelSources sources = sources(settings, err);
    BundleSource source = sources.parse(settings.modelBundle());
    Path directory = source.directory(sources.cache());
    DjlSettings engine = engine(settings);
    BundleOverrides overrides = settings.model().overrides();
    if (!TracedModel.isAt(directory)) {
      return DjlEmbedders.load(ModelBundle.open(directory, overrides), engine);
    }
    if (!overrides.equals(BundleOverrides.NONE)) {
      throw new BundleException(
          "%s is TorchScript, whose %s say how it pools; model.pooling, layers, dimension,"
                  .formatted(directory, TracedModel.PROPERTIES)
              + " max-tokens and prompts must be empty");
    }
    return TracedEmbedders.load(TracedModel.open(directory), engine);
  }

  /** How models are run as configured. */
  static DjlSettings engine(Settings settings) {
    return new DjlSettings(
        settings.batching().workers(), settings.model().plan(), settings.hub().cache());
  }

  /** Sources over the network as configured. */
  static ModelSources sources(Settings settings, PrintWriter err) {
    AccessToken token;
    try {
      token = AccessToken.of(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), null);
    }
    return new ModelSources(settings.hub(), token, new FetchProgress(err));
  }
}
