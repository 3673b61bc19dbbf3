package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.TracedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A model of DJL's zoo: TorchScript, a tokenizer and the translator's arguments. The zoo is asked
 * here and not by DJL's own repository code, which can resume nothing, follows every redirect and
 * refuses to work when {@code ai.djl.offline} is set, as it is for all else.
 *
 * @param name of the model
 * @param services what fetches need
 * @param checking whether files that were fetched before are read and checked
 */
record ZooSource(ZooName name, Services services, boolean checking) implements BundleSource.Remote {

  private static final String ARCHIVES = ".archives";
  private static final String LATEST = "latest";

  @Override
  public Path directory(Path cache) {
    Shelf shelf = shelf(cache);
    String revision = name.version().orElse(LATEST);
    Optional<Path> known = shelf.meaning(revision).flatMap(shelf::find);
    if (services.settings().offline()) {
      return checked(known.orElseThrow(() -> services.offline(name.toString())));
    }
    URI metadata = URI.create(services.settings().zoo() + "/" + name.metadataPath());
    ZooArtifact artifact;
    try {
      artifact =
          ZooArtifact.choose(services.bytes(name.toString(), metadata, known.isPresent()), name);
    } catch (BundleException e) {
      if (known.isPresent() && e.getCause() instanceof UnreachableException) {
        services
            .listener()
            .note(
                "%s; taking %s from the cache"
                    .formatted(e.getMessage(), known.get().getFileName()));
        return checked(known.get());
      }
      throw e;
    }
    String commit = commit(artifact);
    Path directory =
        shelf
            .find(commit)
            .map(this::checked)
            .orElseGet(
                () ->
                    shelf.fill(
                        commit,
                        services.listener(),
                        staging -> fill(staging, artifact, metadata, commit)));
    shelf.remember(revision, commit);
    return directory;
  }

  Shelf shelf(Path cache) {
    return new Shelf(
        cache
            .resolve("zoo")
            .resolve(Services.hostName(services.settings().zoo()))
            .resolve(name.group() + "--" + name.artifact().replace("/", "--")));
  }

  /** Version and contents: a version that is published again is another one. */
  private static String commit(ZooArtifact artifact) {
    StringBuilder hashes = new StringBuilder();
    artifact.files().forEach(item -> hashes.append(item.sha1()).append('\n'));
    String all =
        UUID.nameUUIDFromBytes(hashes.toString().getBytes(StandardCharsets.UTF_8)).toString();
    return artifact.version() + "-" + all.replace("-", "").substring(0, 16);
  }

  /** A bundle holds its own hash; a traced model has only the receipt. */
  private Path checked(Path directory) {
    List<Receipt.Damage> damages =
        checking ? Receipt.read(directory).damages(directory) : List.of();
    if (!damages.isEmpty()) {
      throw new BundleException(
          "%s was changed after it was fetched: %s %s; ./glossa models pull repairs it"
              .formatted(directory, damages.get(0).file(), damages.get(0).problem()));
    }
    return directory;
  }

  private void fill(Path staging, ZooArtifact artifact, URI metadata, String commit)
      throws IOException {
    Fetching fetching = new Fetching(services, name.model(), services.settings().zoo(), staging);
    List<RemoteFile> files = new ArrayList<>();
    for (ZooArtifact.Item item : artifact.files()) {
      Checksum checksum = new Checksum(Checksum.Kind.SHA1, item.sha1().toLowerCase(Locale.ROOT));
      files.add(
          new RemoteFile(
              ARCHIVES + "/" + files.size(),
              metadata.resolve(item.uri()),
              item.bytes(),
              Optional.of(checksum)));
    }
    fetching.all(files);
    fetching.tidy();
    Unpacking unpacking =
        new Unpacking("the archive of " + name, services.transport().policy().maxFileBytes());
    for (int i = 0; i < files.size(); i++) {
      lay(staging, staging.resolve(files.get(i).name()), artifact.files().get(i), unpacking);
    }
    writeProperties(staging, artifact);
    TracedModel.open(staging);
    delete(staging.resolve(ARCHIVES));
    fetching.finish(commit);
  }

  private void lay(Path staging, Path archive, ZooArtifact.Item item, Unpacking unpacking)
      throws IOException {
    String last = item.uri().substring(item.uri().lastIndexOf('/') + 1);
    String plain = item.isGzip() ? last.substring(0, last.length() - 3) : last;
    String file = item.name().isEmpty() ? plain : item.name();
    if (item.isZip()) {
      Path below =
          item.name().isEmpty() ? staging : RemotePath.below(staging, item.name(), name.toString());
      unpacking.unzip(archive, below);
    } else if (item.isGzip()) {
      unpacking.gunzip(archive, RemotePath.below(staging, file, name.toString()));
    } else {
      Path target = RemotePath.below(staging, file, name.toString());
      Files.createDirectories(target.getParent());
      Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The arguments of the metadata over those of the archive, as DJL takes them. */
  private void writeProperties(Path staging, ZooArtifact artifact) throws IOException {
    Path file = staging.resolve(TracedModel.PROPERTIES);
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IllegalArgumentException e) {
        throw new BundleException("%s: %s is damaged".formatted(name, TracedModel.PROPERTIES), e);
      }
    }
    artifact.arguments().forEach(properties::setProperty);
    properties.setProperty(TracedModel.ID, name.artifact());
    // Sorted and without the date that Properties.store writes: the same model has the same hash.
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
        String line = key + "=" + properties.getProperty(key).replace("\\", "\\\\") + "\n";
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
