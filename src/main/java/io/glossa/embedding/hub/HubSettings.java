package io.glossa.embedding.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where models come from.
 *
 * @param hub the Hugging Face hub or a mirror of it
 * @param zoo DJL's model zoo or a mirror of it
 * @param allowedHosts hosts that may be asked, redirects included; {@code *} stands for letters,
 *     digits and hyphens, at the beginning followed by a dot for dots too
 * @param cache where fetched models lie
 * @param offline whether only the cache is read
 */
public record HubSettings(
    URI hub, URI zoo, List<String> allowedHosts, Path cache, boolean offline) {

  public static final URI HUGGING_FACE = URI.create("https://huggingface.co");
  public static final URI DJL_ZOO = URI.create("https://mlrepo.djl.ai");

  /**
   * The hub, its stores of large files (all of them below {@code hf.co}; see {@code
   * https://huggingface.co/.well-known/meta.json}) and the zoo.
   */
  public static final List<String> DEFAULT_HOSTS =
      List.of("huggingface.co", "cdn-lfs*.huggingface.co", "*.hf.co", "mlrepo.djl.ai");

  public HubSettings {
    allowedHosts = List.copyOf(allowedHosts);
    HostRules rules = new HostRules(allowedHosts);
    hub = withoutSlash(hub);
    zoo = withoutSlash(zoo);
    rules.requireBase("model.hub.url", hub);
    rules.requireBase("model.zoo.url", zoo);
  }

  HostRules rules() {
    return new HostRules(allowedHosts);
  }

  private static URI withoutSlash(URI base) {
    return URI.create(base.toString().replaceAll("/+$", ""));
  }
}
