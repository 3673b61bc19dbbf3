package io.glossa.embedding.hub;

import io.glossa.embedding.ModelBundle;
import java.net.URI;
import java.nio.file.Path;

/** Fetches a model in a process of its own: address of the hub, cache, name. */
final class FetchChild {

  private FetchChild() {}

  public static void main(String[] arguments) {
    URI hub = URI.create(arguments[0]);
    Path cache = Path.of(arguments[1]);
    HubSettings settings = new HubSettings(hub, hub, Fetches.HOSTS, cache, false);
    ModelSources sources = new ModelSources(settings, AccessToken.NONE, FetchListener.NONE);
    ModelBundle.open(sources.parse(arguments[2]).directory(cache));
  }
}
