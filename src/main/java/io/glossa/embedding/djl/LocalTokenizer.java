package io.glossa.embedding.djl;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.BundleException;
import java.nio.file.Path;
import java.util.List;

/** A {@code tokenizer.json} without a model: counts tokens for a model elsewhere. Thread-safe. */
public final class LocalTokenizer implements AutoCloseable {

  private final BundleTokenizer tokenizer;

  private LocalTokenizer(BundleTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Loads a tokenizer.
   *
   * @throws BundleException when the file is missing or damaged
   */
  public static LocalTokenizer load(Path file) {
    return new LocalTokenizer(BundleTokenizer.load(file, true, ""));
  }

  /** Where the tokens stand, in order, without special ones; UTF-16 units of the text. */
  public List<TokenSpan> spans(String text) {
    return tokenizer.spans(text);
  }

  /** Special tokens that the model puts around every text. */
  public int addedTokens() {
    return tokenizer.addedTokens();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
