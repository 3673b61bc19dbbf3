package io.glossa.cli;

import io.glossa.cli.bench.BenchResult;
import io.glossa.cli.bench.EncoderPipelineBench;
import io.glossa.cli.bench.EncoderShape;
import io.glossa.cli.bench.PipelineBench;
import io.glossa.cli.bench.PipelineBenchPlan;
import io.glossa.topology.TopicNames;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistrySettings;
import io.glossa.wire.Wire;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench pipeline}: what the stream itself costs. */
@Command(
    name = "pipeline",
    description = {
      "Measures what the stream itself costs, on an embedded broker, in interleaved rounds:",
      "the raw micro-batcher; the pipeline around the same stand-in model on 1, 4 and 16",
      "partitions; a plain pass-through of the same records; the same with the stream's stores;",
      "and the pipeline around a model that costs nothing. Then the latency at 20 records a second.",
      "Last, all of the stream around a real encoder of the shape of MiniLM-L12 against the encoder",
      "alone. docs/latency.md says what each figure means."
    },
    footer = {"", "Example: ./glossa bench pipeline --rounds 3 --json"})
final class BenchPipelineCommand implements Callable<Integer> {

  /** Of a run of the real encoder on one worker. */
  private static final Duration EACH = Duration.ofSeconds(15);

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds; figures are medians over them. Default: ${DEFAULT-VALUE}.")
  int rounds = 3;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Records of a run at full speed. Default: ${DEFAULT-VALUE}.")
  int records = 100_000;

  @Option(names = "--encoder", description = "Only the part with the real encoder.")
  boolean encoderOnly;

  @Option(names = "--json", description = "End in one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    PipelineBenchPlan standard = PipelineBenchPlan.standard();
    PipelineBenchPlan plan =
        new PipelineBenchPlan(
            rounds, Math.min(standard.pacedRecords(), records), records, standard.latencyRecords());
    Path state = Files.createTempDirectory("glossa-bench-");
    PrintWriter err = spec.commandLine().getErr();
    try (DemoCluster cluster = DemoCluster.start(1, null, 0, 0)) {
      RegistrySettings registry = RegistrySettings.of(URI.create(cluster.registryUrl()));
      Function<TopicNames, Wire> wires =
          topics -> new Wire(new ConfluentSchemaRegistry(registry), Wires.topics(topics), true);
      List<BenchResult> results = new ArrayList<>();
      if (!encoderOnly) {
        results.addAll(
            new PipelineBench(cluster.bootstrapServers(), wires, state, plan, err::println).run());
      }
      results.addAll(
          new EncoderPipelineBench(cluster.bootstrapServers(), wires, state, err::println)
              .run(EncoderShape.miniLmL12(), rounds, EACH));
      BenchTable.print(spec.commandLine().getOut(), "bench pipeline", results, asJson);
    } finally {
      ResetCommand.delete(state);
    }
    return ExitCode.OK;
  }
}
