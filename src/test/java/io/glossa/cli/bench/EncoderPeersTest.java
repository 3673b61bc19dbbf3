package io.glossa.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glossa.embedding.Embedder;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that computes something else would make every ratio worthless. */
class EncoderPeersTest {

  private static final long SEED = 31;
  private static final int[] LENGTHS = {4, 96, 17, 3, 60};

  @TempDir Path directory;

  private final SyntheticVocabulary vocabulary =
      new SyntheticVocabulary(TinyEncoder.SHAPE.vocabulary());
  private final int[][] texts = new int[LENGTHS.length][];
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = SyntheticBundle.write(TinyEncoder.SHAPE, vocabulary, directory.resolve("tiny"));
    Random random = new Random(SEED);
    for (int i = 0; i < texts.length; i++) {
      texts[i] = vocabulary.ids(random, LENGTHS[i]);
    }
  }

  static java.util.stream.Stream<EncoderPeer> peers() {
    return TinyEncoder.peers().stream();
  }

  @Test
  void allPeersAreFound() {
    assertThat(TinyEncoder.peers())
        .extracting(EncoderPeer::name)
        .containsExactly("ort-fp32", "ort-int8", "djl-plain");
  }

  @ParameterizedTest
  @MethodSource("peers")
  void computesGlossasVectorsInPaddedBatchAndAlone(EncoderPeer peer) {
    float[][] expected = expected();
    try (EncoderPeer.Session session = peer.open(bundle, 1)) {
      assertAgree(peer, session.embed(texts), expected);
      for (int i = 0; i < texts.length; i++) {
        assertAgree(peer, session.embed(new int[][] {texts[i]}), new float[][] {expected[i]});
      }
    }
  }

  @Test
  void textsDifferSoThatAgreementMeansSomething() {
    float[][] vectors = expected();
    for (int i = 1; i < vectors.length; i++) {
      assertThat(Embedding.of(vectors[i]).cosine(Embedding.of(vectors[0])))
          .as("text %d of seed %d", i, SEED)
          .isLessThan(0.9);
    }
  }

  private float[][] expected() {
    try (EncoderContestant glossa =
        EncoderContestant.of("fp32", GlossaPlans.load(bundle, "fp32", 1))) {
      return glossa.session().embed(texts);
    }
  }

  private static void assertAgree(EncoderPeer peer, float[][] vectors, float[][] expected) {
    assertThat(vectors).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      for (int c = 0; c < expected[i].length; c++) {
        assertThat(vectors[i][c])
            .as("%s, text %d, component %d, seed %d", peer.name(), i, c, SEED)
            .isCloseTo(expected[i][c], within(peer.quantised() ? 0.05f : 2e-6f));
      }
      assertThat(Embedding.of(vectors[i]).cosine(Embedding.of(expected[i])))
          .isGreaterThan(peer.quantised() ? 0.99 : 0.999999);
    }
  }

  @Test
  void textsAreAsLongInTokensAsEnglishOnes() {
    SyntheticVocabulary english = new SyntheticVocabulary(TinyEncoder.SHAPE.vocabulary());
    try (Embedder embedder = GlossaPlans.load(bundle, "fp32", 1)) {
      int tokens = embedder.tokens(english.text(new Random(SEED), 1_000)).size();

      // The full stops of 71 sentences among them.
      assertThat(tokens).as("seed %d", SEED).isBetween(1_250, 1_450);
    }
  }
}
