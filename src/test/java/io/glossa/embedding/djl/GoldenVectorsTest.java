package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.Pooling;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vectors equal those of PyTorch's own encoder, for every architecture, pooling, layer selection,
 * Dense module, truncation and layout. {@code src/test/golden} makes the bundles and the vectors.
 */
class GoldenVectorsTest {

  private static final double TOLERANCE = 1e-5;

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> bert() throws IOException {
    return cases("bert");
  }

  @TestFactory
  Stream<DynamicTest> bertInShardsOfHalfFloats() throws IOException {
    return cases("bert-sharded");
  }

  @TestFactory
  Stream<DynamicTest> xlmRoberta() throws IOException {
    return cases("xlm-r");
  }

  @TestFactory
  Stream<DynamicTest> robertaOfBrainFloats() throws IOException {
    return cases("roberta-bf16");
  }

  @TestFactory
  Stream<DynamicTest> mpnet() throws IOException {
    return cases("mpnet");
  }

  @TestFactory
  Stream<DynamicTest> staticTables() throws IOException {
    return Stream.of(
            cases("static"), cases("static-f16"), cases("model2vec"), cases("model2vec-f16"))
        .flatMap(tests -> tests);
  }

  private Stream<DynamicTest> cases(String bundle) throws IOException {
    GoldenBundle golden = GoldenBundle.read(bundle);
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            bundle + ": as it lies",
            () -> {
              Path copy = scratch.resolve(bundle + "-as-it-lies");
              golden.copy(copy);
              assertVectors(copy, golden.texts(), golden.cases().get(0));
            }));
    for (GoldenBundle.Case each : golden.cases()) {
      Path copy = scratch.resolve(bundle).resolve(each.name().replace(' ', '-'));
      tests.add(
          dynamicTest(
              bundle + ": " + each.name(),
              () -> assertVectors(golden.write(each, copy), golden.texts(), each)));
    }
    return tests.stream();
  }

  private void assertVectors(Path directory, List<EncodedText> texts, GoldenBundle.Case expected) {
    assertVectors(ModelBundle.open(directory), texts, expected);
  }

  /** As it is asked for by settings, over the files as they lie. */
  @TestFactory
  Stream<DynamicTest> settingsGiveTheVectorsThatFilesGive() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String bundle : List.of("bert", "xlm-r", "mpnet")) {
      GoldenBundle golden = GoldenBundle.read(bundle);
      Path copy = scratch.resolve(bundle + "-by-settings");
      golden.copy(copy);
      for (GoldenBundle.Case each : golden.cases()) {
        if (each.dense().isEmpty() && each.layout().isEmpty()) {
          tests.add(
              dynamicTest(
                  bundle + ": " + each.name(),
                  () ->
                      assertVectors(
                          ModelBundle.open(copy, overrides(each)), golden.texts(), each)));
        }
      }
    }
    return tests.stream();
  }

  private static BundleOverrides overrides(GoldenBundle.Case wanted) {
    List<Pooling> pooling =
        Arrays.stream(Pooling.values())
            .filter(
                mode -> wanted.pooling().contains(mode.flag().substring("pooling_mode_".length())))
            .toList();
    return new BundleOverrides(
        pooling, wanted.layers(), wanted.truncate(), 0, wanted.normalise(), Map.of());
  }

  private void assertVectors(
      ModelBundle bundle, List<EncodedText> texts, GoldenBundle.Case expected) {
    for (ExecutionPlan plan : List.of(ExecutionPlan.FP32, ExecutionPlan.FP32_PACKED)) {
      if (DjlEmbedders.plans().contains(plan)) {
        assertVectors(bundle, texts, expected, plan);
      }
    }
  }

  private void assertVectors(
      ModelBundle bundle, List<EncodedText> texts, GoldenBundle.Case expected, ExecutionPlan plan) {
    try (Embedder embedder = DjlEmbedders.load(bundle, new DjlSettings(1, plan, scratch))) {
      assertThat(embedder.model().plan()).isIn("static", plan.id());
      assertThat(embedder.model().dimension()).isEqualTo(expected.expected().get(0).length);
      assertThat(embedder.model().normalised()).isEqualTo(expected.normalise());
      List<Embedding> batch = embedder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        float[] vector = expected.expected().get(i);
        assertClose("text %d in a batch".formatted(i), batch.get(i), vector);
        assertClose(
            "text %d alone".formatted(i), embedder.embed(List.of(texts.get(i))).get(0), vector);
      }
    }
  }

  private static void assertClose(String what, Embedding actual, float[] expected) {
    float[] found = actual.toArray();
    assertThat(found).as(what).hasSameSizeAs(expected);
    int worst = 0;
    for (int i = 0; i < found.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= Math.abs(found[worst] - expected[worst]))) {
        worst = i;
      }
    }
    assertThat((double) found[worst])
        .as("%s: component %d, the one that is furthest off", what, worst)
        .isCloseTo(expected[worst], within(TOLERANCE));
  }
}
