package io.glossa.embedding.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.ModelPreset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model of the Hugging Face hub. A commit is fetched once and never asked for again; what a
 * branch or tag means is asked at each start, and answered from the cache when the hub cannot be
 * reached.
 *
 * @param name of the model and its revision
 * @param services what fetches need
 */
record HubSource(HubName name, Services services) implements BundleSource.Remote {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Path directory(Path cache) {
    Shelf shelf = shelf(cache);
    if (name.isPinned()) {
      return shelf.find(name.revision()).orElseGet(() -> fetch(shelf, listing(false)));
    }
    Optional<Path> known = shelf.meaning(name.revision()).flatMap(shelf::find);
    if (services.settings().offline()) {
      return known.orElseThrow(() -> services.offline(name.toString()));
    }
    HubListing listing;
    try {
      listing = listing(known.isPresent());
    } catch (BundleException e) {
      if (known.isPresent() && e.getCause() instanceof UnreachableException) {
        services
            .listener()
            .note(
                "%s; taking %s from the cache"
                    .formatted(e.getMessage(), known.get().getFileName()));
        return known.get();
      }
      throw e;
    }
    Path directory = shelf.find(listing.commit()).orElseGet(() -> fetch(shelf, listing));
    shelf.remember(name.revision(), listing.commit());
    return directory;
  }

  Shelf shelf(Path cache) {
    return new Shelf(
        cache
            .resolve("hub")
            .resolve(Services.hostName(services.settings().hub()))
            .resolve(name.id().replace("/", "--")));
  }

  private HubListing listing(boolean impatient) {
    if (services.settings().offline()) {
      throw services.offline(name.toString());
    }
    URI address =
        URI.create(
            "%s/api/models/%s/revision/%s?blobs=true"
                .formatted(
                    services.settings().hub(),
                    RemotePath.encoded(name.id()),
                    RemotePath.encodedPart(name.revision())));
    byte[] json = services.bytes(name.toString(), address, impatient);
    HubListing listing = HubListing.parse(json, name);
    if (name.isPinned() && !listing.commit().equals(name.revision())) {
      throw new BundleException(
          "%s: the hub gives commit %s for it".formatted(name, listing.commit()));
    }
    return listing;
  }

  private Path fetch(Shelf shelf, HubListing listing) {
    return shelf.fill(listing.commit(), services.listener(), staging -> fill(staging, listing));
  }

  private void fill(Path staging, HubListing listing) throws IOException {
    BundleSelection selection = new BundleSelection(name, listing.files().keySet());
    Fetching fetching = new Fetching(services, name.id(), services.settings().hub(), staging);
    JsonNode modules = MissingNode.getInstance();
    if (selection.hasModules()) {
      Path file = fetching.silently(file(listing, BundleSelection.MODULES));
      modules = json(file);
    }
    // Refused before anything large is fetched.
    Set<String> weights = selection.weights(modules);
    Set<String> all = new TreeSet<>(selection.settings(modules));
    all.addAll(weights);
    for (String directory : selection.indexed(modules)) {
      Path index = fetching.silently(file(listing, directory + BundleSelection.INDEX));
      all.addAll(selection.parts(directory, json(index)));
    }
    fetching.all(files(listing, all));
    fetching.tidy();
    Optional<ModelPreset> preset = ModelPreset.ofId(name.id());
    new Sealing(name.id(), preset, listing.licence(), listing.languages()).seal(staging);
    fetching.finish(listing.commit());
  }

  private Collection<RemoteFile> files(HubListing listing, Set<String> names) {
    // Small files first: what is wrong with them shows before gigabytes are fetched.
    return names.stream()
        .map(file -> file(listing, file))
        .sorted((a, b) -> Long.compare(a.bytes(), b.bytes()))
        .toList();
  }

  private RemoteFile file(HubListing listing, String file) {
    HubListing.Sibling sibling = listing.files().get(file);
    URI address =
        URI.create(
            "%s/%s/resolve/%s/%s"
                .formatted(
                    services.settings().hub(),
                    RemotePath.encoded(name.id()),
                    listing.commit(),
                    RemotePath.encoded(file)));
    return sibling == null
        ? new RemoteFile(file, address, 0, Optional.empty())
        : new RemoteFile(file, address, sibling.bytes(), sibling.checksum());
  }

  private JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BundleException("%s: %s is no JSON".formatted(name, file.getFileName()), e);
    }
  }

  @Override
  public String toString() {
    return HubName.SCHEME + name;
  }
}
