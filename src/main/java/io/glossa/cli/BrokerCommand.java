package io.glossa.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() throws Exception {
    Termination termination = Termination.listen(Duration.ofMinutes(2));
    int code = ExitCode.FOUND;
    try (DemoCluster started = cluster.start(spec)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("export GLOSSA_KAFKA_BOOTSTRAP_SERVERS=" + started.bootstrapServers());
      out.println("export GLOSSA_REGISTRY_URLS=" + started.registryUrl());
      out.println("export GLOSSA_TOPICS_REPLICATION_FACTOR=" + cluster.nodes);
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
