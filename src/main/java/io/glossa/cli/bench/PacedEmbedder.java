package io.glossa.cli.bench;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelIdentity;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * A model that takes a fixed time for every batch and no processor: what is measured around it is
 * the stream's own cost. Vectors depend on the first token ids only.
 */
public final class PacedEmbedder implements Embedder {

  private static final int SHOWN_TOKENS = 8;
  private static final int CHARACTERS = 6;

  private final ModelDescription model;
  private final Duration perBatch;

  /**
   * A model with this pace.
   *
   * @param perBatch time for a batch, zero for none
   * @param dimension components of its vectors
   */
  public PacedEmbedder(Duration perBatch, int dimension) {
    this.perBatch = perBatch;
    this.model =
        new ModelDescription(new ModelIdentity("paced", "0"), dimension, 1 << 20, 0, true, "paced");
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  /** Every six characters are a token; the list is a view, it costs nothing. */
  @Override
  public List<TokenSpan> tokens(String text) {
    return new AbstractList<>() {
      @Override
      public TokenSpan get(int index) {
        int start = Objects.checkIndex(index, size()) * CHARACTERS;
        return new TokenSpan(start, Math.min(start + CHARACTERS, text.length()));
      }

      @Override
      public int size() {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
      }
    };
  }

  /** One id a token: the first few say what the text begins with, the others are 0. */
  @Override
  public EncodedText encode(String text) {
    int[] ids = new int[Math.max(1, tokens(text).size())];
    for (int i = 0; i < Math.min(SHOWN_TOKENS, ids.length); i++) {
      int start = i * CHARACTERS;
      ids[i] =
          text.substring(
                  Math.min(start, text.length()), Math.min(start + CHARACTERS, text.length()))
              .hashCode();
    }
    return EncodedText.of(ids);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    if (!perBatch.isZero()) {
      try {
        Thread.sleep(perBatch.toMillis(), perBatch.toNanosPart() % 1_000_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in a batch", e);
      }
    }
    return batch.stream().map(this::vector).toList();
  }

  private Embedding vector(EncodedText text) {
    float[] components = new float[model.dimension()];
    for (int i = 0; i < Math.min(SHOWN_TOKENS, text.length()); i++) {
      components[Math.floorMod(text.id(i), components.length)] += 1;
    }
    return Embedding.of(components).normalised();
  }

  @Override
  public void close() {}
}
