package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans agree with fp32 or are refused. Plans that this machine cannot run are left out. */
class ExecutionPlanTest {

  private static final long SEED = 31;
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @TempDir Path parent;

  private final RandomBert model = new RandomBert(SEED);
  private Path directory = Path.of("");
  private final List<EncodedText> texts =
      BertEncoderTest.randomTexts(new Random(SEED), RandomBert.WORDS.size(), 60);

  @BeforeEach
  void nameTheBundle() {
    directory = parent.resolve("bundle");
  }

  static Stream<ExecutionPlan> plans() {
    return DjlEmbedders.plans().stream();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void vectorsAreThoseOfFp32(ExecutionPlan plan) throws IOException {
    model.write(directory, "", "mean_tokens", true);
    List<Embedding> expected;
    try (Embedder exact = load(ExecutionPlan.FP32)) {
      expected = exact.embed(texts);
    }
    try (Embedder embedder = load(plan)) {
      assertThat(embedder.model().plan()).isEqualTo(plan.id());
      assertCosines(embedder.embed(texts), expected, plan.leastCosine());
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void neighboursDoNotChangeAVector(ExecutionPlan plan) throws IOException {
    model.write(directory, "", "mean_tokens", true);
    double least = plan.leastCosine() == 0.99 ? 0.9999 : 0.99999;
    try (Embedder embedder = load(plan)) {
      List<Embedding> together = embedder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        List<Embedding> alone = embedder.embed(List.of(texts.get(i)));
        assertCosines(alone, List.of(together.get(i)), least);
        if (plan == ExecutionPlan.FP32 || plan == ExecutionPlan.FP32_PACKED) {
          assertThat(alone.get(0).toArray()).containsExactly(together.get(i).toArray(), TOLERANCE);
        }
      }
    }
  }

  @Test
  void planThatStraysIsRefusedAndTheNextOneTaken() throws IOException {
    // A component that is always 0, with weights so large that 8 bits leave nothing of the others.
    model.weights.forEach(
        (name, values) -> {
          if (name.contains("LayerNorm")) {
            values[0] = 0;
          } else if (name.matches(".*(query|key|value|intermediate\\.dense)\\.weight")) {
            for (int row = 0; row < values.length; row += RandomBert.HIDDEN) {
              values[row] = 1_000;
            }
          }
        });
    model.write(directory, "", "mean_tokens", true);
    assumeTrue(DjlEmbedders.plans().contains(ExecutionPlan.INT8), "this machine has no plan int8");
    try (Embedder embedder = load(ExecutionPlan.INT8)) {
      assertThat(embedder.model().plan()).isNotEqualTo("int8");
    }
    try (Embedder embedder = load(null)) {
      assertThat(embedder.model().plan()).isNotEqualTo("int8");
    }
    PlanReport report =
        DjlEmbedders.report(ModelBundle.open(directory), new DjlSettings(1)).orElseThrow();
    assertThat(report.trial(ExecutionPlan.INT8).orElseThrow().refusal()).contains("stray");
  }

  @Test
  void secondStartTakesTheReportAndKeepsOneProgram() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    String chosen;
    try (Embedder embedder = load(null)) {
      chosen = embedder.model().plan();
    }
    Path reportFile = only("report.json");
    var written = Files.getLastModifiedTime(reportFile);
    assertThat(files(".pt")).hasSize(1);
    try (Embedder embedder = load(null)) {
      assertThat(embedder.model().plan()).isEqualTo(chosen);
    }
    assertThat(Files.getLastModifiedTime(reportFile)).isEqualTo(written);
  }

  @Test
  void damagedProgramIsWrittenAnew() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    load(ExecutionPlan.FP32).close();
    Path program = only("fp32.pt");
    byte[] whole = Files.readAllBytes(program);
    Files.write(program, Arrays.copyOf(whole, whole.length / 2));
    load(ExecutionPlan.FP32).close();
    assertThat(Files.readAllBytes(program)).isEqualTo(whole);
  }

  @Test
  void programOfOtherWeightsIsFoundByTheSelfTest() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    load(ExecutionPlan.FP32).close();
    Path program = only("fp32.pt");
    byte[] right = Files.readAllBytes(program);
    Path elsewhere = parent.resolve("other");
    new RandomBert(SEED + 1).write(elsewhere, "", "mean_tokens", true);
    DjlEmbedders.load(
            ModelBundle.open(elsewhere), new DjlSettings(1, ExecutionPlan.FP32, elsewhere))
        .close();
    try (Stream<Path> files = Files.walk(elsewhere.resolve(".plans"))) {
      Path other = files.filter(file -> file.endsWith("fp32.pt")).findFirst().orElseThrow();
      Files.write(program, Files.readAllBytes(other));
    }
    load(ExecutionPlan.FP32).close();
    assertThat(Files.readAllBytes(program)).isEqualTo(right);
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    model.weights.forEach((name, values) -> values[0] = Float.NaN);
    model.write(directory, "", "mean_tokens", true);
    assertThatThrownBy(() -> load(null))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void damageOfAllThatIsKeptIsRepaired() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    load(ExecutionPlan.FP32).close();
    byte[] right = Files.readAllBytes(only("fp32.pt"));
    for (Path kept : files("")) {
      if (Files.isRegularFile(kept)) {
        byte[] whole = Files.readAllBytes(kept);
        Files.write(kept, Arrays.copyOf(whole, Math.min(300, whole.length)));
      }
    }
    load(ExecutionPlan.FP32).close();
    assertThat(Files.readAllBytes(only("fp32.pt"))).isEqualTo(right);
  }

  @Test
  void damagedReferenceIsMadeAnew() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    load(ExecutionPlan.FP32).close();
    Path reference = only("reference.json");
    String right = Files.readString(reference);
    Files.writeString(reference, right.replaceFirst("\\d\\.\\d+", "77.7"));
    load(ExecutionPlan.FP32).close();
    assertThat(Files.readString(reference)).isEqualTo(right);
  }

  @Test
  void planThatThisMachineCannotRunGivesWayToTheFastest() throws IOException {
    assumeTrue(!DjlEmbedders.plans().contains(ExecutionPlan.CUDA_FP16), "this machine has a GPU");
    model.write(directory, "", "mean_tokens", true);
    try (Embedder embedder = load(ExecutionPlan.CUDA_FP16)) {
      assertThat(embedder.model().plan()).doesNotStartWith("cuda");
    }
  }

  private static void assertCosines(List<Embedding> some, List<Embedding> others, double least) {
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).cosine(others.get(i)))
          .as("text %d of seed %d", i, SEED)
          .isGreaterThanOrEqualTo(least);
    }
  }

  private Path only(String name) throws IOException {
    List<Path> found = files(name);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(".plans"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private Embedder load(@Nullable ExecutionPlan plan) {
    return DjlEmbedders.load(ModelBundle.open(directory), new DjlSettings(1, plan, directory));
  }
}
