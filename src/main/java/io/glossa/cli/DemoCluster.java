package io.glossa.cli;

import io.glossa.embedded.EmbeddedKafka;
import io.glossa.embedded.EmbeddedKafkaSettings;
import io.glossa.embedded.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broker and registry inside this JVM, with a directory for the state beside them. */
final class DemoCluster implements AutoCloseable {

  private final EmbeddedKafka kafka;
  private final EmbeddedSchemaRegistry registry;
  private final Path state;
  private final boolean kept;

  private DemoCluster(
      EmbeddedKafka kafka, EmbeddedSchemaRegistry registry, Path state, boolean kept) {
    this.kafka = kafka;
    this.registry = registry;
    this.state = state;
    this.kept = kept;
  }

  /**
   * Starts both.
   *
   * @param data where everything is kept; null for temporary directories
   * @param port of the first broker; 0 for a free one
   * @param registryPort of the registry; 0 for a free one
   */
  static DemoCluster start(int nodes, @Nullable Path data, int port, int registryPort)
      throws IOException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            new EmbeddedKafkaSettings(
                nodes, data == null ? null : data.resolve("kafka"), port, Map.of()));
    try {
      EmbeddedSchemaRegistry registry = registry(kafka, data, registryPort);
      Path state =
          data == null
              ? Files.createTempDirectory("glossa-state-")
              : Files.createDirectories(data.resolve("state"));
      return new DemoCluster(kafka, registry, state, data != null);
    } catch (RuntimeException | IOException e) {
      kafka.close();
      throw e;
    }
  }

  /** On the port that was asked for, else on the one that it had before, else on any. */
  private static EmbeddedSchemaRegistry registry(
      EmbeddedKafka kafka, @Nullable Path data, int asked) throws IOException {
    if (data == null) {
      return EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), asked);
    }
    Path kept = data.resolve("registry.port");
    int wanted =
        asked == 0 && Files.exists(kept) ? Integer.parseInt(Files.readString(kept).strip()) : asked;
    EmbeddedSchemaRegistry registry;
    try {
      registry = EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), wanted);
    } catch (UncheckedIOException e) {
      if (asked != 0 || wanted == 0) {
        throw e;
      }
      registry = EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), 0);
    }
    Files.writeString(kept, Integer.toString(registry.url().getPort()));
    return registry;
  }

  /** The settings that point at this cluster. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("registry.urls", registry.url().toString());
    settings.put("topics.replication-factor", Integer.toString(kafka.nodes()));
    settings.put("state.dir", state.toString());
    return settings;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String registryUrl() {
    return registry.url().toString();
  }

  @Override
  public void close() throws IOException {
    registry.close();
    kafka.close();
    if (!kept) {
      ResetCommand.delete(state);
    }
  }
}
