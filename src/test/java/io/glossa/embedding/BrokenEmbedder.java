package io.glossa.embedding;

import io.glossa.document.TokenSpan;
import io.glossa.vector.Embedding;
import java.util.List;

/** A model whose environment is broken: it throws an {@link Error}. */
final class BrokenEmbedder implements Embedder {

  private final Embedder sound;

  BrokenEmbedder(Embedder sound) {
    this.sound = sound;
  }

  @Override
  public ModelDescription model() {
    return sound.model();
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return sound.tokens(text);
  }

  @Override
  public EncodedText encode(String text) {
    return sound.encode(text);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    throw new UnsatisfiedLinkError("no native library");
  }

  @Override
  public void close() {}
}
