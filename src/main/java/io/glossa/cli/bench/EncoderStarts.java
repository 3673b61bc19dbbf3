package io.glossa.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link EncoderChild} and reads what it says. */
final class EncoderStarts {

  /** Heap of the child: as much as the demonstration gets. */
  private static final String HEAP = "-Xmx512m";

  private static final int LIMIT_SECONDS = 180;

  private final Path bundle;
  private final String plan;

  EncoderStarts(Path bundle, String plan) {
    this.bundle = bundle;
    this.plan = plan;
  }

  /**
   * What a child said.
   *
   * @param firstVectorSeconds from the start of the process to its first vector
   * @param peakKib most memory that was resident; 0 when unknown
   */
  private record Outcome(double firstVectorSeconds, long peakKib) {}

  /** Cold start and peak memory. */
  List<BenchResult> measure(int starts, int[][] mix) throws IOException, InterruptedException {
    // The first start fills caches on disk; figures are about the second one and later.
    Outcome large = start(Arrays.stream(mix).map(text -> text.length).toList());
    double[] seconds = new double[starts];
    for (int i = 0; i < starts; i++) {
      seconds[i] = start(List.of()).firstVectorSeconds();
    }
    List<BenchResult> results = new ArrayList<>();
    results.add(BenchResult.ofRounds("encoder.cold-start.seconds", "s", seconds));
    if (large.peakKib() > 0) {
      results.add(BenchResult.ofRounds("encoder.rss-mib", "MiB", large.peakKib() / 1024.0));
    }
    return results;
  }

  private Outcome start(List<Integer> lengths) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EncoderChild.class.getName(), bundle.toString(), plan));
    lengths.forEach(length -> command.add(length.toString()));
    double firstVectorSeconds = 0;
    long peakKib = 0;
    long startNanos = System.nanoTime();
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(EncoderChild.FIRST_VECTOR)) {
          firstVectorSeconds = (System.nanoTime() - startNanos) / 1e9;
        } else if (line.startsWith(EncoderChild.PEAK)) {
          peakKib = Long.parseLong(line.substring(EncoderChild.PEAK.length()));
        }
      }
      if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)
          || child.exitValue() != 0
          || firstVectorSeconds == 0) {
        throw new IllegalStateException(
            "the process that loads the encoder of %s failed; its messages are above"
                .formatted(bundle));
      }
    } finally {
      child.destroyForcibly();
    }
    return new Outcome(firstVectorSeconds, peakKib);
  }
}
