package io.glossa.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code broker}: the embedded Kafka and registry alone. */
@Command(
    name = "broker",
    description = {
      "Starts the embedded broker and schema registry and nothing else, to try the other verbs",
      "against. Prints how to reach them; goes on until Ctrl-C."
    },
    footer = {"", "Example: ./glossa broker --port 19092 --registry-port 18081 --data trial"})
final class BrokerCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

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

  @Override
  public Integer call() throws Exception {
    if (nodes != 1 && nodes != 3) {
      throw new ParameterException(
          spec.commandLine(), "--nodes is %d; expected 1 or 3".formatted(nodes));
    }
    Termination termination = Termination.listen(Duration.ofMinutes(2));
    int code = ExitCode.FOUND;
    try (DemoCluster cluster = DemoCluster.start(nodes, data, port, registryPort)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("export GLOSSA_KAFKA_BOOTSTRAP_SERVERS=" + cluster.bootstrapServers());
      out.println("export GLOSSA_REGISTRY_URLS=" + cluster.registryUrl());
      out.println("export GLOSSA_TOPICS_REPLICATION_FACTOR=" + nodes);
      out.flush();
      while (!termination.await(Duration.ofHours(1))) {
        // Nothing to do until the signal comes.
      }
      code = ExitCode.OK;
    } finally {
      termination.finish(code);
    }
    return code;
  }
}
