package io.glossa.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderBenchTest {

  private static final EncoderBenchPlan TINY =
      new EncoderBenchPlan(TinyEncoder.SHAPE, 16, new LengthMix(40, 12, 0.6, 32), 2, 1, 0, 20, 1);

  /** Names that others read. */
  private static final List<String> PUBLIC =
      List.of(
          "encoder.vs-ort-fp32.b1",
          "encoder.vs-ort-fp32.b8",
          "encoder.vs-ort-fp32.b32",
          "encoder.vs-ort-fp32.b32.w2",
          "encoder.vs-ort-fp32.mix",
          "encoder.vs-ort-int8.b1",
          "encoder.vs-ort-int8.b8",
          "encoder.vs-ort-int8.b32",
          "encoder.vs-ort-int8.b1.w2",
          "encoder.vs-ort-int8.mix.w2",
          "encoder.vs-djl-plain.mix",
          "encoder.vs-djl-plain.mix.w2",
          "encoder.matmul-share",
          "encoder.latency.p50",
          "encoder.latency.p99",
          "encoder.document-400-words.seconds",
          "encoder.cold-start.seconds",
          "encoder.fp32.b8.texts-per-s",
          "encoder.ort-int8.b1.texts-per-s",
          "encoder.fp32.matmul-share");

  @TempDir Path directory;

  private final List<String> said = new ArrayList<>();

  @Test
  void measuresEveryFigureUnderItsName() throws Exception {
    List<BenchResult> results = bench(TinyEncoder.peers()).run();

    assertThat(results).extracting(BenchResult::name).doesNotHaveDuplicates().containsAll(PUBLIC);
    assertThat(results).allMatch(result -> result.value() > 0 && Double.isFinite(result.value()));
    assertThat(results).allMatch(result -> result.low() <= result.high());
    assertThat(said).noneMatch(line -> line.contains("strays"));
    // Which plan it is depends on the machine.
    String prefix = "encoder.chosen.";
    String chosen =
        results.stream()
            .map(BenchResult::name)
            .filter(name -> name.startsWith(prefix))
            .findFirst()
            .orElseThrow()
            .substring(prefix.length());
    assertThat(results)
        .extracting(BenchResult::name)
        .contains(
            "encoder." + chosen + ".b8.w2.texts-per-s", "encoder." + chosen + ".mix.texts-per-s");
  }

  @Test
  void withoutPeersThereAreNoRatios() throws Exception {
    List<BenchResult> results = bench(List.of()).run();

    assertThat(results)
        .extracting(BenchResult::name)
        .contains("encoder.fp32.b32.texts-per-s")
        .noneMatch(name -> name.startsWith("encoder.vs-"));
  }

  @Test
  void peerThatComputesSomethingElseIsNamedAndNotMeasured() throws Exception {
    List<BenchResult> results = bench(List.of(new WrongPeer())).run();

    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("wrong strays: cosine", "not measured"));
    assertThat(new TreeSet<>(results.stream().map(BenchResult::name).toList()))
        .noneMatch(name -> name.contains("wrong"));
  }

  private EncoderBench bench(List<EncoderPeer> peers) throws IOException {
    return new EncoderBench(TINY, peers, directory, said::add);
  }

  /** Fast, and always the same vector. */
  private static final class WrongPeer implements EncoderPeer {

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public boolean quantised() {
      return true;
    }

    @Override
    public Session open(Path bundle, int threads) {
      return new Session() {
        @Override
        public float[][] embed(int[][] ids) {
          float[][] vectors = new float[ids.length][TinyEncoder.SHAPE.hidden()];
          for (float[] vector : vectors) {
            vector[0] = 1;
          }
          return vectors;
        }

        @Override
        public void close() {}
      };
    }
  }
}
