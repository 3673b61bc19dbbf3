package io.glossa.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a model bundle comes from. */
public sealed interface BundleSource {

  /** The bundle in the jar. */
  BundleSource DEFAULT = new Classpath("models/glossa-lexical");

  String CLASSPATH = "classpath:";

  /**
   * Opens the bundle.
   *
   * @param cache where a bundle that is no directory is laid down, once per revision
   * @throws BundleException when it is missing, damaged, or of an unsupported kind
   */
  ModelBundle open(Path cache);

  /**
   * The files of the model, laid down or fetched where they are not on the disk yet.
   *
   * @param cache where a bundle that is no directory is laid down, once per revision
   * @throws BundleException when it is missing or cannot be laid down
   */
  Path directory(Path cache);

  /** A model that is fetched over the network, once per revision. */
  non-sealed interface Remote extends BundleSource {

    @Override
    default ModelBundle open(Path cache) {
      return ModelBundle.open(directory(cache));
    }
  }

  /** A source as configurations name it: {@code classpath:models/name} or a path. */
  static BundleSource parse(String location) {
    if (location.isBlank()) {
      throw new IllegalArgumentException(
          "no model named; expected %sPATH or the path of a directory".formatted(CLASSPATH));
    }
    return location.startsWith(CLASSPATH)
        ? new Classpath(location.substring(CLASSPATH.length()))
        : new Directory(Path.of(location));
  }

  /**
   * {@code $XDG_CACHE_HOME/glossa/models}, else {@code ~/.cache/glossa/models}; below the temporary
   * directory where that cannot be written, as in a container with a read-only root.
   */
  static Path defaultCache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    Path models = caches.resolve("glossa").resolve("models").toAbsolutePath();
    Path existing = models;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isWritable(existing)
        ? models
        : Path.of(System.getProperty("java.io.tmpdir"), "glossa-models");
  }

  /**
   * A bundle in a directory.
   *
   * @param path of the directory
   */
  record Directory(Path path) implements BundleSource {

    @Override
    public ModelBundle open(Path cache) {
      return ModelBundle.open(path);
    }

    @Override
    public Path directory(Path cache) {
      return path;
    }
  }

  /**
   * A bundle on the class path. Tokenizers and mapped weights need files, so it is copied to the
   * cache first; what lies there already is taken when its hash is right.
   *
   * @param root of the bundle, without a leading slash
   */
  record Classpath(String root) implements BundleSource {

    @Override
    public Path directory(Path cache) {
      return open(cache).directory();
    }

    @Override
    public ModelBundle open(Path cache) {
      BundleManifest manifest =
          BundleManifest.parse(resource(BundleManifest.FILE_NAME), CLASSPATH + root);
      Path target = cache.resolve(manifest.id() + "-" + manifest.revision().substring(0, 16));
      if (Files.isDirectory(target)) {
        try {
          return ModelBundle.open(target);
        } catch (BundleException damaged) {
          delete(target);
        }
      }
      extract(manifest.files(), cache, target);
      return ModelBundle.open(target);
    }

    private void extract(List<String> files, Path cache, Path target) {
      Path partial = null;
      try {
        Files.createDirectories(cache);
        partial = Files.createTempDirectory(cache, ".partial-");
        Files.write(partial.resolve(BundleManifest.FILE_NAME), resource(BundleManifest.FILE_NAME));
        for (String name : files) {
          Path file = partial.resolve(name).normalize();
          if (!file.startsWith(partial)) {
            throw new BundleException(
                "%s%s lists the file '%s', which is outside".formatted(CLASSPATH, root, name));
          }
          Files.createDirectories(file.getParent());
          Files.write(file, resource(name));
        }
        moveTo(partial, target);
      } catch (IOException e) {
        throw new BundleException(
            "cannot lay down %s%s in %s: %s".formatted(CLASSPATH, root, cache, e), e);
      } finally {
        if (partial != null) {
          delete(partial);
        }
      }
    }

    private static void moveTo(Path partial, Path target) throws IOException {
      try {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(partial, target);
      } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
        // Another process was faster; its copy is checked when it is opened.
        return;
      }
    }

    private byte[] resource(String name) {
      String path = root + "/" + name;
      try (InputStream in = BundleSource.class.getClassLoader().getResourceAsStream(path)) {
        if (in == null) {
          throw new BundleException(
              "no model bundle on the class path: %s is missing".formatted(path));
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new BundleException("cannot read %s%s".formatted(CLASSPATH, path), e);
      }
    }

    private static void delete(Path directory) {
      if (!Files.exists(directory)) {
        return;
      }
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new BundleException("cannot delete " + directory, e);
      }
    }
  }
}
