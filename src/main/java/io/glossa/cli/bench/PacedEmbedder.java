package io.glossa.cli.bench;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelIdentity;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that takes a fixed time for every batch and no processor: what is measured around it is
 * the stream's own cost. A token is a run of characters other than white space; vectors depend on
 * the first token ids only.
 */
public final class PacedEmbedder implements Embedder {

  private static final int SHOWN_TOKENS = 8;

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
    this.model = new ModelDescription(new ModelIdentity("paced", "0"), dimension, 1 << 20, 0, true);
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && !Character.isWhitespace(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        spans.add(new TokenSpan(start, i));
        start = -1;
      }
    }
    return spans;
  }

  /** One id a token; the ids of the first tokens are their hashes, the others are 0. */
  @Override
  public EncodedText encode(String text) {
    List<TokenSpan> spans = tokens(text);
    int[] ids = new int[Math.max(1, spans.size())];
    for (int i = 0; i < Math.min(SHOWN_TOKENS, spans.size()); i++) {
      ids[i] = text.substring(spans.get(i).start(), spans.get(i).end()).hashCode();
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
