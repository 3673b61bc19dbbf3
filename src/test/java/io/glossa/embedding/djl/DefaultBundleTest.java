package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DefaultBundleTest {

  private static final long SEED = 11;

  private static Embedder embedder;

  @BeforeAll
  static void load() {
    embedder = DefaultBundle.load();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void describesItself() {
    assertThat(embedder.model().identity().id()).isEqualTo("glossa-lexical");
    assertThat(embedder.model().dimension()).isEqualTo(128);
    assertThat(embedder.model().maxTokens()).isEqualTo(512);
    assertThat(embedder.model().specialTokens()).isZero();
    assertThat(embedder.model().normalised()).isTrue();
  }

  @Test
  void fitsIntoTheJar() throws IOException {
    ModelBundle bundle = DefaultBundle.open();
    try (Stream<java.nio.file.Path> files = Files.walk(bundle.directory())) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum())
          .isLessThan(16L << 20);
    }
  }

  @Test
  void textsThatShareWordsAreNearerThanTextsThatShareNone() {
    for (List<String> three :
        List.of(
            List.of("a man is playing the cello", "the man plays a cello", "rain over the harbour"),
            List.of("한국어 문서를 색인한다", "문서를 한국어로 색인했다", "바다에 비가 내린다"),
            List.of("文書を検索する方法", "検索された文書の一覧", "海に雨が降っている"),
            List.of("如何搜索文档", "文档搜索的方法", "海上正在下雨"))) {
      List<Embedding> vectors = embedAll(three);
      double near = vectors.get(0).cosine(vectors.get(1));
      double far = vectors.get(0).cosine(vectors.get(2));
      assertThat(near).as("%s", three).isGreaterThan(far + 0.2);
    }
  }

  @Test
  void vectorsOfPaddedBatchEqualThoseOfSingleTexts() {
    List<EncodedText> texts =
        BertEncoderTest.randomTexts(new Random(SEED), 32_000, embedder.model().maxTokens());
    BertEncoderTest.assertPaddingChangesNothing(embedder, texts);
  }

  @Test
  void vectorIsNormalisedMeanOfTokenVectors() {
    List<Embedding> tokens =
        embedder.embed(
            IntStream.of(300, 4_000, 31_999).mapToObj(id -> EncodedText.of(id)).toList());
    assertThat(tokens).allSatisfy(token -> assertThat(token.norm()).isCloseTo(1, within(1e-5)));
    Embedding twiceFirst = embedder.embed(List.of(EncodedText.of(300, 300))).get(0);
    assertThat(twiceFirst.cosine(tokens.get(0))).isCloseTo(1, within(1e-6));
    Embedding pair = embedder.embed(List.of(EncodedText.of(300, 4_000))).get(0);
    assertThat(pair.dot(tokens.get(0))).isPositive();
    assertThat(pair.dot(tokens.get(1))).isPositive();
  }

  @Test
  void textOfNoTokenIsZeroVector() {
    assertThat(embedder.encode("").length()).isEqualTo(1);
    Embedding vector = embedAll(List.of("")).get(0);
    assertThat(vector.isFinite()).isTrue();
    assertThat(vector.norm()).isZero();
  }

  @Test
  void emptyBatchHasNoVectors() {
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void tokenBeyondTheTableIsRefused() {
    assertThatThrownBy(() -> embedder.embed(List.of(EncodedText.of(32_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32000");
  }

  @Test
  void textBeyondTheLimitIsRefused() {
    assertThatThrownBy(() -> embedder.embed(List.of(EncodedText.of(new int[513]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512");
  }

  @Test
  void threadsShareAnEmbedder() throws Exception {
    List<EncodedText> texts = BertEncoderTest.randomTexts(new Random(SEED), 32_000, 50);
    List<Embedding> expected = embedder.embed(texts);
    var threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Embedding>> task = () -> embedder.embed(texts);
      for (Future<List<Embedding>> result :
          threads.invokeAll(java.util.Collections.nCopies(40, task))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<Embedding> embedAll(List<String> texts) {
    return embedder.embed(texts.stream().map(embedder::encode).toList());
  }
}
