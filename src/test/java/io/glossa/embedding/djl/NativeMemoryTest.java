package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a batch allocates outside the heap is freed when it ends. */
class NativeMemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 500;
  private static final int BATCHES = 2_000;
  private static final long MAX_GROWTH_KIB = 48 * 1024;
  private static final long SEED = 5;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.glossa.embedding.djl.ExecutionPlanTest#plans")
  void staysFlatOverManyBatchesOfEncoder(ExecutionPlan plan) throws IOException {
    new RandomBert(SEED).write(directory, "", "mean_tokens", true);
    try (Embedder embedder =
        DjlEmbedders.load(ModelBundle.open(directory), new DjlSettings(1, plan, directory))) {
      assertFlat("encoder under " + plan.id(), embedder, RandomBert.WORDS.size(), 60);
    }
  }

  @Test
  void staysFlatOverManyBatchesOfTable() throws IOException {
    try (Embedder embedder = DefaultBundle.load()) {
      assertFlat("table", embedder, 32_000, 100);
    }
  }

  private static void assertFlat(String name, Embedder embedder, int vocabulary, int longest)
      throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    Random random = new Random(SEED);
    embed(embedder, random, WARM_UP, vocabulary, longest);
    long before = residentKib();
    embed(embedder, random, BATCHES, vocabulary, longest);
    long after = residentKib();
    System.out.printf(
        "%s: resident memory outside the heap's limit %,d KiB before and %,d KiB after %,d batches%n",
        name, before, after, BATCHES);
    assertThat(after - before).isLessThan(MAX_GROWTH_KIB);
  }

  private static void embed(
      Embedder embedder, Random random, int batches, int vocabulary, int longest) {
    for (int i = 0; i < batches; i++) {
      embedder.embed(BertEncoderTest.randomTexts(random, vocabulary, longest));
    }
  }

  /** Anonymous memory less the heap that the JVM has committed: the heap may well grow. */
  private static long residentKib() throws IOException {
    System.gc();
    long anonymous =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("RssAnon:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return anonymous - Runtime.getRuntime().totalMemory() / 1024;
  }
}
