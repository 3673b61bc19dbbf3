package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertEncoderTest {

  private static final long SEED = 7;

  @TempDir Path directory;

  private final RandomBert model = new RandomBert(SEED);

  @Test
  void equalsPlainLoopsWithMeanPooling() throws IOException {
    EncodedText text = EncodedText.of(2, 5, 6, 7, 8, 4, 3);
    double[][] tokens = new ReferenceBert(model).encode(text);
    try (Embedder embedder = load(model.write(directory, "", "mean_tokens", false))) {
      Embedding vector = embedder.embed(List.of(text)).get(0);
      for (int i = 0; i < RandomBert.HIDDEN; i++) {
        double mean = 0;
        for (double[] token : tokens) {
          mean += token[i] / tokens.length;
        }
        assertThat((double) vector.component(i)).isCloseTo(mean, within(1e-4));
      }
    }
  }

  @Test
  void equalsPlainLoopsWithFirstTokenPoolingAndPrefixedNames() throws IOException {
    EncodedText text = EncodedText.of(2, 9, 5, 3);
    double[] first = new ReferenceBert(model).encode(text)[0];
    try (Embedder embedder = load(model.write(directory, "bert.", "cls_token", false))) {
      Embedding vector = embedder.embed(List.of(text)).get(0);
      for (int i = 0; i < RandomBert.HIDDEN; i++) {
        assertThat((double) vector.component(i)).isCloseTo(first[i], within(1e-4));
      }
    }
  }

  @Test
  void vectorsOfPaddedBatchEqualThoseOfSingleTexts() throws IOException {
    Random random = new Random(SEED);
    try (Embedder embedder = load(model.write(directory, "", "mean_tokens", true))) {
      assertPaddingChangesNothing(embedder, randomTexts(random, RandomBert.WORDS.size(), 40));
    }
  }

  @Test
  void specialTokensSurroundCutText() throws IOException {
    try (Embedder embedder = load(model.write(directory, "", "mean_tokens", true))) {
      assertThat(embedder.model().specialTokens()).isEqualTo(2);
      assertThat(embedder.model().maxTokens()).isEqualTo(RandomBert.POSITIONS);
      EncodedText text = embedder.encode("stream ".repeat(1_000));
      assertThat(text.length()).isEqualTo(RandomBert.POSITIONS);
      assertThat(text.id(0)).isEqualTo(2);
      assertThat(text.id(text.length() - 1)).isEqualTo(3);
      assertThat(embedder.tokens("stream of")).hasSize(2);
      assertThat(embedder.embed(List.of(text)).get(0).norm()).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void encoderOfOtherKindIsRefusedByName() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"gpt2\"}");
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("gpt2")
        .hasMessageContaining("supported are");
  }

  @Test
  void weightsThatContradictConfigAreRefused() throws IOException {
    model.write(directory, "", "mean_tokens", true);
    Path config = directory.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("\"intermediate_size\":48", "\"intermediate_size\":47"));
    assertThatThrownBy(() -> load(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("intermediate.dense.weight")
        .hasMessageContaining("47");
  }

  static void assertPaddingChangesNothing(Embedder embedder, List<EncodedText> texts) {
    List<Embedding> together = embedder.embed(texts);
    for (int i = 0; i < texts.size(); i++) {
      Embedding alone = embedder.embed(List.of(texts.get(i))).get(0);
      for (int c = 0; c < alone.dimension(); c++) {
        assertThat(together.get(i).component(c))
            .as("text %d of seed %d", i, SEED)
            .isCloseTo(alone.component(c), within(1e-4f));
      }
    }
  }

  static List<EncodedText> randomTexts(Random random, int vocabulary, int longest) {
    List<EncodedText> texts = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      texts.add(EncodedText.of(random.ints(1 + random.nextInt(longest), 0, vocabulary).toArray()));
    }
    return texts;
  }

  private static Embedder load(Path directory) {
    return DjlEmbedders.load(
        ModelBundle.open(directory), new DjlSettings(1, ExecutionPlan.FP32, directory));
  }
}
