package io.glossa.embedding;

import io.glossa.document.TokenSpan;
import io.glossa.vector.Embedding;
import java.util.List;

/** Another model, but for what a test changes of it. */
class ForwardingEmbedder implements Embedder {

  private final Embedder model;

  ForwardingEmbedder(Embedder model) {
    this.model = model;
  }

  @Override
  public ModelDescription model() {
    return model.model();
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return model.tokens(text);
  }

  @Override
  public EncodedText encode(String text) {
    return model.encode(text);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    return model.embed(batch);
  }

  @Override
  public void close() {}
}
