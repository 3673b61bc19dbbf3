package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model whose memory holds so many padded tokens. */
class CrampedEmbedder extends ForwardingEmbedder {

  private final int holds;
  private final List<Integer> refused = new CopyOnWriteArrayList<>();

  CrampedEmbedder(Embedder model, int holds) {
    super(model);
    this.holds = holds;
  }

  /** Padded tokens of the batches that did not fit, in order. */
  List<Integer> refused() {
    return List.copyOf(refused);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    int longest = batch.stream().mapToInt(EncodedText::length).max().orElse(0);
    int padded = batch.size() * BatchShape.paddedTokens(longest, model().maxTokens());
    if (padded > holds) {
      refused.add(padded);
      throw new ModelMemoryException("no memory for " + padded + " tokens");
    }
    return super.embed(batch);
  }
}
