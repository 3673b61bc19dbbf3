package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.ModelPreset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** From the name of a model, as settings and command lines give it, to its source. */
public final class ModelSources {

  private final Services services;

  /** Sources over the network as configured. */
  public ModelSources(HubSettings settings, AccessToken token, FetchListener listener) {
    this(
        new Services(
            settings,
            new Transport(settings, token, TransferPolicy.defaults()),
            Pauses.SYSTEM,
            listener,
            Clock.systemUTC()));
  }

  ModelSources(Services services) {
    this.services = services;
  }

  /** Where fetched models lie. */
  public Path cache() {
    return services.settings().cache();
  }

  /**
   * The source of a name, the first of these that fits: {@code classpath:…}; {@code
   * hf://ID[@REVISION]}; {@code djl://GROUP/ARTIFACT}; a directory that exists; the short name of a
   * {@linkplain ModelPreset preset}; {@code ORGANISATION/NAME[@REVISION]} of the hub; a path.
   *
   * @throws BundleException when the name is blank or malformed
   */
  public BundleSource parse(String location) {
    try {
      return named(location.strip());
    } catch (IllegalArgumentException e) {
      throw new BundleException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Fetches a model that is not in the cache yet, and repairs one whose files were changed.
   *
   * @return the directory of its files
   * @throws BundleException when it cannot be fetched, or is none that is
   */
  public CachedModel pull(String location) {
    BundleSource source = parse(location);
    if (!(source instanceof BundleSource.Remote)) {
      throw new BundleException(
          ("'%s' is no model that is fetched; expected a preset (./glossa models list),"
                  + " ORGANISATION/NAME of the hub, or djl://GROUP/ARTIFACT")
              .formatted(location));
    }
    BundleSource remote =
        source instanceof ZooSource zoo ? new ZooSource(zoo.name(), services, false) : source;
    Path directory = remote.directory(cache());
    Receipt receipt = Receipt.read(directory);
    Path shelf = directory.getParent();
    if (shelf != null && !receipt.damages(directory).isEmpty()) {
      services.listener().note("repairing " + directory);
      new Shelf(shelf).reopen(receipt.commit(), receipt, services.listener());
      directory = remote.directory(cache());
      receipt = Receipt.read(directory);
    }
    return new CachedModel(directory, receipt);
  }

  private BundleSource named(String name) {
    if (name.startsWith(HubName.SCHEME)) {
      return hub(HubName.ofUrl(name));
    }
    if (name.startsWith(ZooName.SCHEME)) {
      return new ZooSource(ZooName.ofUrl(name), services, true);
    }
    if (name.isEmpty() || name.startsWith(BundleSource.CLASSPATH) || isDirectory(name)) {
      return BundleSource.parse(name);
    }
    Optional<ModelPreset> preset = ModelPreset.named(name);
    if (preset.isPresent()) {
      return hub(new HubName(preset.get().id(), preset.get().revision()));
    }
    return HubName.find(name)
        .<BundleSource>map(this::hub)
        .orElseGet(() -> BundleSource.parse(name));
  }

  private HubSource hub(HubName name) {
    return new HubSource(name, services);
  }

  private static boolean isDirectory(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
