package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fetches the files of one model into a directory and writes the receipt. */
final class Fetching {

  private final Services services;
  private final String model;
  private final URI source;
  private final Path directory;
  private final Map<String, Checksum> fetched = new HashMap<>();

  Fetching(Services services, String model, URI source, Path directory) {
    this.services = services;
    this.model = model;
    this.source = source;
    this.directory = directory;
  }

  /** Fetches a file that others depend on. */
  Path silently(RemoteFile file) throws IOException {
    return fetch(file, FetchListener.NONE);
  }

  /** Fetches files; those that are there and right already are not asked for again. */
  void all(Collection<RemoteFile> files) throws IOException {
    FetchListener listener = services.listener();
    boolean sized = files.stream().allMatch(file -> file.bytes() > 0);
    long bytes = sized ? files.stream().mapToLong(RemoteFile::bytes).sum() : 0;
    requireSpace(bytes);
    listener.started(model, files.size(), bytes);
    for (RemoteFile file : files) {
      fetch(file, listener);
    }
    listener.finished();
  }

  private Path fetch(RemoteFile file, FetchListener listener) throws IOException {
    Path target = RemotePath.below(directory, file.name(), source.toString());
    if (file.checksum().isPresent()
        && Files.exists(target)
        && file.checksum().get().matches(target)) {
      fetched.put(file.name(), file.checksum().get());
      listener.received(Files.size(target));
      return target;
    }
    FileDownload download = new FileDownload(services.transport(), listener, file, target);
    try {
      Checksum checksum =
          services
              .retries()
              .until(
                  "fetching %s of %s from %s"
                      .formatted(file.name(), model, HostRules.shown(file.address())),
                  download::attempt);
      fetched.put(file.name(), checksum);
      return target;
    } catch (UnreachableException e) {
      throw new BundleException(
          e.getMessage() + "; what arrived is kept, the next try goes on behind it", e);
    }
  }

  private void requireSpace(long bytes) throws IOException {
    long present = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        present += Files.size(file);
      }
    }
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free > 0 && bytes - present > free) {
      throw new BundleException(
          "%s needs %,d bytes more in %s; %,d are free (model.cache names another place)"
              .formatted(model, bytes - present, directory, free));
    }
  }

  /** Deletes what was not fetched now: left-overs of an earlier attempt. */
  void tidy() throws IOException {
    for (String name : names()) {
      if (!fetched.containsKey(name)) {
        Files.delete(directory.resolve(name));
      }
    }
  }

  /** Writes the receipt over everything in the directory. */
  void finish(String commit) throws IOException {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (String name : names()) {
      Path file = directory.resolve(name);
      Checksum origin = fetched.get(name);
      entries.add(
          new Receipt.Entry(
              name,
              Files.size(file),
              Checksum.of(Checksum.Kind.SHA256, file).hex(),
              origin == null ? "glossa" : origin.toString()));
    }
    String now = services.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    new Receipt(model, source.toString(), commit, now, entries).write(directory);
  }

  private Collection<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
