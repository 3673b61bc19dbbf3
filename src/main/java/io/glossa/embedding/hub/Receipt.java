package io.glossa.embedding.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was fetched; a hidden file beside it.
 *
 * @param model name of the model
 * @param source address of the service
 * @param commit revision that the service gave
 * @param fetched when, ISO 8601
 * @param files all files, those that Glossa wrote too
 */
public record Receipt(
    String model, String source, String commit, String fetched, List<Entry> files) {

  static final String FILE_NAME = ".glossa-source.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * A file.
   *
   * @param name relative path, '/' between the parts
   * @param bytes size
   * @param sha256 hash of the contents, hexadecimal
   * @param origin the checksum that the service named, or {@code glossa} for a file made here
   */
  public record Entry(String name, long bytes, String sha256, String origin) {}

  public Receipt {
    files = List.copyOf(files);
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(FILE_NAME));
  }

  static Receipt read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      return JSON.readValue(Files.readAllBytes(file), Receipt.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  void write(Path directory) throws IOException {
    Files.write(directory.resolve(FILE_NAME), JSON.writeValueAsBytes(this));
  }

  /**
   * The files that are missing or not as they were fetched, each with what is wrong; reads them
   * all.
   */
  public List<Damage> damages(Path directory) {
    List<Damage> damages = new ArrayList<>();
    for (Entry entry : files) {
      Path file = RemotePath.below(directory, entry.name(), directory + "/" + FILE_NAME);
      try {
        if (!Files.isRegularFile(file)) {
          damages.add(new Damage(entry.name(), "missing"));
        } else if (Files.size(file) != entry.bytes()) {
          damages.add(
              new Damage(
                  entry.name(),
                  "has %d bytes instead of %d".formatted(Files.size(file), entry.bytes())));
        } else if (!Checksum.of(Checksum.Kind.SHA256, file).hex().equals(entry.sha256())) {
          damages.add(new Damage(entry.name(), "has other contents"));
        }
      } catch (IOException e) {
        damages.add(new Damage(entry.name(), "cannot be read: " + e));
      }
    }
    damages.addAll(added(directory));
    return List.copyOf(damages);
  }

  private List<Damage> added(Path directory) {
    List<String> known = files.stream().map(Entry::name).toList();
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith(".") && !name.contains("/."))
          .filter(name -> !known.contains(name))
          .map(name -> new Damage(name, "was not fetched"))
          .toList();
    } catch (IOException e) {
      return List.of(new Damage(".", "cannot be listed: " + e));
    }
  }

  /**
   * Something wrong with a file.
   *
   * @param file its name
   * @param problem in words
   */
  public record Damage(String file, String problem) {}
}
