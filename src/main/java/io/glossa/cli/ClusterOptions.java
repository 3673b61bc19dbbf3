package io.glossa.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the verbs that start the embedded broker and registry. */
final class ClusterOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything here, and go on from what is here. Default: temporary.")
  @Nullable Path data;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Kafka nodes, 1 or 3. Default: ${DEFAULT-VALUE}.")
  int nodes = 1;

  @Option(names = "--port", paramLabel = "N", description = "Port of the broker. Default: free.")
  int port;

  @Option(
      names = "--registry-port",
      paramLabel = "N",
      description = "Port of the registry. Default: free.")
  int registryPort;

  /**
   * Starts what the options say.
   *
   * @throws ParameterException when they cannot be meant
   */
  DemoCluster start(CommandSpec spec) throws IOException {
    if (nodes != 1 && nodes != 3) {
      throw new ParameterException(
          spec.commandLine(), "--nodes is %d; expected 1 or 3".formatted(nodes));
    }
    for (int asked : List.of(port, registryPort)) {
      if (asked < 0 || asked > 65_535) {
        throw new ParameterException(
            spec.commandLine(), "port %d; expected 0 to 65535".formatted(asked));
      }
    }
    try {
      return DemoCluster.start(nodes, data, port, registryPort);
    } catch (IllegalStateException | IllegalArgumentException e) {
      // A directory or a port that is taken: the message says which.
      throw new EnvironmentException(String.valueOf(e.getMessage()), null);
    }
  }
}
