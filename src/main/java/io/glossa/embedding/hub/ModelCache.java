package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fetched models.
 *
 * @param directory of the cache
 */
public record ModelCache(Path directory) {

  /** Service, host, model, revision. */
  private static final int DEPTH = 4;

  /** All complete models, by name and the time of the fetch. */
  public List<CachedModel> models() {
    List<CachedModel> models = new ArrayList<>();
    for (String service : List.of("hub", "zoo")) {
      Path place = directory.resolve(service);
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> directories =
          Files.find(place, DEPTH - 1, (file, about) -> about.isDirectory())) {
        directories
            .filter(Receipt::isAt)
            .filter(found -> !found.getFileName().toString().startsWith("."))
            .forEach(found -> models.add(new CachedModel(found, Receipt.read(found))));
      } catch (IOException e) {
        throw new BundleException("cannot list " + place, e);
      }
    }
    models.sort(
        Comparator.comparing((CachedModel model) -> model.receipt().model())
            .thenComparing(model -> model.receipt().fetched()));
    return List.copyOf(models);
  }

  /**
   * The fetched revisions that a name means: a preset, or a model with or without
   * {@code @REVISION}.
   */
  public List<CachedModel> find(String name) {
    String plain = name.startsWith(HubName.SCHEME) ? name.substring(HubName.SCHEME.length()) : name;
    String id = ModelPreset.named(plain).map(ModelPreset::id).orElse(plain);
    String model = id;
    String revision = "";
    if (id.startsWith(ZooName.SCHEME)) {
      ZooName zoo = zooName(id);
      model = zoo.model();
      revision = zoo.version().map(version -> version + "-").orElse("");
    } else if (id.contains("@")) {
      model = id.substring(0, id.indexOf('@'));
      revision = id.substring(id.indexOf('@') + 1);
    }
    String wantedModel = model;
    String wantedRevision = revision;
    return models().stream().filter(cached -> cached.isNamed(wantedModel, wantedRevision)).toList();
  }

  private static ZooName zooName(String url) {
    try {
      return ZooName.ofUrl(url);
    } catch (IllegalArgumentException e) {
      throw new BundleException(String.valueOf(e.getMessage()), e);
    }
  }
}
