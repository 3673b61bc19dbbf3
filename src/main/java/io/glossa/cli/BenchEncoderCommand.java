package io.glossa.cli;

import io.glossa.cli.bench.BenchResult;
import io.glossa.cli.bench.EncoderBench;
import io.glossa.cli.bench.EncoderBenchPlan;
import io.glossa.cli.bench.EncoderPeer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench encoder}: the encoder against its peers. */
@Command(
    name = "encoder",
    description = {
      "Measures the encoder on random weights of the shape of MiniLM-L12 against ONNX Runtime and",
      "against DJL as it is straightforwardly used, in interleaved rounds: batches of 1, 8 and 32",
      "texts of 128 tokens and a mix of lengths, on one and two workers. Then latency, memory, cold",
      "start, and the share of the rate of a bare matrix product. The peers are built by the",
      "launcher; without them Glossa is measured alone. docs/encoder.md says what each figure means."
    },
    footer = {"", "Example: ./glossa bench encoder --json"})
final class BenchEncoderCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = {
        "Rounds; figures are medians over them, and over half as many of the mix of lengths.",
        "Default: ${DEFAULT-VALUE}."
      })
  int rounds = 5;

  @Option(names = "--json", description = "End in one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds is %d; expected at least 1".formatted(rounds));
    }
    PrintWriter err = spec.commandLine().getErr();
    List<EncoderPeer> peers =
        ServiceLoader.load(EncoderPeer.class).stream().map(ServiceLoader.Provider::get).toList();
    if (peers.isEmpty()) {
      err.println("no peer found on the class path; Glossa is measured alone, without ratios");
    }
    Path directory = Files.createTempDirectory("glossa-bench-");
    try {
      List<BenchResult> results =
          new EncoderBench(
                  EncoderBenchPlan.standard(rounds),
                  peers,
                  directory,
                  line -> {
                    err.println(line);
                    err.flush();
                  })
              .run();
      BenchTable.print(spec.commandLine().getOut(), "bench encoder", results, asJson);
    } finally {
      ResetCommand.delete(directory);
    }
    return ExitCode.OK;
  }
}
