package io.glossa;

import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.djl.ExecutionPlan;
import io.glossa.embedding.hub.HubSettings;
import io.glossa.embedding.remote.RateLimits;
import io.glossa.embedding.remote.RemoteSettings;
import io.glossa.embedding.remote.RetryPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is set of the model: where it comes from, how it is used, how a service is asked. */
final class ModelSettingsReader {

  private final SettingsReader settings;

  ModelSettingsReader(SettingsReader settings) {
    this.settings = settings;
  }

  RemoteSettings remote() {
    RetryPolicy retry = RetryPolicy.defaults();
    String tokenizer = settings.text(RemoteDefinitions.TOKENIZER);
    return new RemoteSettings(
        URI.create(settings.text(RemoteDefinitions.URL)),
        (Boolean) settings.value(RemoteDefinitions.PLAIN_HTTP),
        settings.text(RemoteDefinitions.KEY_VARIABLE),
        settings.integer(RemoteDefinitions.DIMENSIONS),
        settings.integer(RemoteDefinitions.MAX_TOKENS),
        tokenizer.isEmpty() ? null : Path.of(tokenizer),
        settings.asWritten(RemoteDefinitions.DOCUMENT_PROMPT),
        settings.asWritten(RemoteDefinitions.QUERY_PROMPT),
        settings.integer(RemoteDefinitions.REQUEST_TEXTS),
        settings.integer(RemoteDefinitions.REQUEST_TOKENS),
        settings.millis(RemoteDefinitions.CONNECT_TIMEOUT),
        settings.millis(RemoteDefinitions.REQUEST_TIMEOUT),
        settings.millis(RemoteDefinitions.START_TIMEOUT),
        new RetryPolicy(
            settings.integer(RemoteDefinitions.RETRY_MAX),
            settings.millis(RemoteDefinitions.RETRY_TIMEOUT),
            retry.base(),
            retry.longest()),
        new RateLimits(
            settings.integer(RemoteDefinitions.REQUESTS_PER_MINUTE),
            settings.integer(RemoteDefinitions.TOKENS_PER_MINUTE)),
        (Double) settings.value(RemoteDefinitions.PRICE));
  }

  ModelSettings model() {
    String plan = settings.text(ModelDefinitions.PLAN);
    Map<String, String> prompts = new HashMap<>();
    for (String purpose : List.of("document", "query")) {
      String prompt = settings.asWritten(ModelDefinitions.promptFor(purpose));
      if (!prompt.isEmpty()) {
        prompts.put(purpose, prompt);
      }
    }
    return new ModelSettings(
        plan.equals(ModelDefinitions.AUTO) ? null : ExecutionPlan.named(plan),
        new BundleOverrides(
            settings.list(ModelDefinitions.POOLING).stream().map(Pooling::named).toList(),
            settings.list(ModelDefinitions.LAYERS).stream()
                .map(ModelSettingsReader::layer)
                .toList(),
            settings.integer(ModelDefinitions.DIMENSION),
            settings.integer(ModelDefinitions.MAX_TOKENS),
            null,
            prompts));
  }

  private static int layer(String number) {
    try {
      return Integer.parseInt(number.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s names '%s'; expected numbers of layers such as -1"
              .formatted(ModelDefinitions.LAYERS, number),
          e);
    }
  }

  HubSettings hub() {
    String cache = settings.text(SettingDefinitions.MODEL_CACHE).strip();
    return new HubSettings(
        URI.create(settings.text(SettingDefinitions.MODEL_HUB_URL)),
        URI.create(settings.text(SettingDefinitions.MODEL_ZOO_URL)),
        settings.list(SettingDefinitions.MODEL_HOSTS),
        cache.isEmpty() ? BundleSource.defaultCache() : Path.of(cache),
        (Boolean) settings.value(SettingDefinitions.MODEL_OFFLINE));
  }
}
