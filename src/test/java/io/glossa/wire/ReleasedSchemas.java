package io.glossa.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** The directory of released schemas: {@code <Record>/vN.avsc}, complete in themselves. */
final class ReleasedSchemas {

  private final Path directory;

  ReleasedSchemas(Path directory) {
    this.directory = directory;
  }

  /** Version to schema, oldest first; empty for a record that was never released. */
  NavigableMap<Integer, Schema> versions(String record) throws IOException {
    TreeMap<Integer, Schema> versions = new TreeMap<>();
    Path home = directory.resolve(record);
    if (!Files.exists(home)) {
      return versions;
    }
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        int version = Integer.parseInt(name.substring(1, name.length() - ".avsc".length()));
        versions.put(version, new Schema.Parser().parse(Files.readString(file)));
      }
    }
    return versions;
  }

  /** Writes the schema as the next version, unless it is the newest already. */
  void release(Schema schema) throws IOException {
    Map.Entry<Integer, Schema> newest = versions(schema.getName()).lastEntry();
    if (newest != null && newest.getValue().toString().equals(schema.toString())) {
      return;
    }
    int next = newest == null ? 1 : newest.getKey() + 1;
    Path home = Files.createDirectories(directory.resolve(schema.getName()));
    Files.writeString(
        home.resolve("v" + next + ".avsc"), SchemaFormatter.format("json/pretty", schema) + "\n");
  }
}
