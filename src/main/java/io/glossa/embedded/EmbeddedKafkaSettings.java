package io.glossa.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded cluster is to be.
 *
 * @param nodes how many nodes, each broker and controller: 1, or 3 for replication
 * @param directory where the data is kept; null for a temporary directory that goes with the
 *     cluster
 * @param port port of the first broker; 0 for the one it had before, else any free one
 * @param properties broker properties that differ from the defaults
 */
public record EmbeddedKafkaSettings(
    int nodes, @Nullable Path directory, int port, Map<String, String> properties) {

  public EmbeddedKafkaSettings {
    if (nodes != 1 && nodes != 3) {
      throw new IllegalArgumentException(
          "an embedded cluster of %d nodes; expected 1 or 3".formatted(nodes));
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port %d; expected 0 to 65535".formatted(port));
    }
    properties = Map.copyOf(properties);
  }

  /** Nodes on free ports whose data goes with them. */
  public static EmbeddedKafkaSettings temporary(int nodes) {
    return new EmbeddedKafkaSettings(nodes, null, 0, Map.of());
  }

  /** One node whose data stays in a directory. */
  public static EmbeddedKafkaSettings keptIn(Path directory) {
    return new EmbeddedKafkaSettings(1, directory, 0, Map.of());
  }
}
