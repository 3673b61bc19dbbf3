package io.glossa.cli.bench;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.vector.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Something that runs the encoder.
 *
 * @param name part of the names of its figures
 * @param leastCosine to the vectors of the reference; below it nothing is measured
 * @param session the loaded model
 */
record EncoderContestant(String name, double leastCosine, EncoderPeer.Session session)
    implements AutoCloseable {

  private static final double FP32_COSINE = 0.9999;
  private static final double BF16_COSINE = 0.999;
  private static final double INT8_COSINE = 0.99;

  /** Another runtime. */
  static EncoderContestant of(EncoderPeer peer, EncoderPeer.Session session) {
    return new EncoderContestant(
        peer.name(), peer.quantised() ? INT8_COSINE : FP32_COSINE, session);
  }

  /** An execution plan of Glossa. */
  static EncoderContestant of(String plan, Embedder embedder) {
    double cosine =
        plan.startsWith("int8") ? INT8_COSINE : plan.startsWith("bf16") ? BF16_COSINE : FP32_COSINE;
    return new EncoderContestant(plan, cosine, new GlossaSession(embedder));
  }

  /** Glossa's runtime behind the same interface as its peers. */
  private record GlossaSession(Embedder embedder) implements EncoderPeer.Session {

    @Override
    public float[][] embed(int[][] ids) {
      List<Embedding> vectors = embedder.embed(Arrays.stream(ids).map(EncodedText::of).toList());
      return vectors.stream().map(Embedding::toArray).toArray(float[][]::new);
    }

    @Override
    public void close() {
      embedder.close();
    }
  }

  /**
   * What is wrong with its vectors, in a sentence; empty when they agree.
   *
   * @param expected vectors of the reference for the same texts
   */
  Optional<String> disagreement(int[][] texts, float[][] expected) {
    float[][] vectors = session.embed(texts);
    for (int i = 0; i < expected.length; i++) {
      double cosine = Embedding.of(vectors[i]).cosine(Embedding.of(expected[i]));
      // Written so that NaN disagrees.
      if (!(cosine >= leastCosine)) {
        return Optional.of(
            "%s strays: cosine %.5f for text %d of %d tokens; expected at least %s"
                .formatted(name, cosine, i, texts[i].length, leastCosine));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    session.close();
  }
}
