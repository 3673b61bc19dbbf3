package io.glossa.embedding.remote;

import io.glossa.document.TokenSpan;
import java.util.List;

/**
 * Counts the tokens of a text as the service will: the port to a tokenizer that this package does
 * not know. Thread-safe.
 */
public interface TextTokenizer extends AutoCloseable {

  /**
   * Where the tokens of a text stand, in order, in UTF-16 units; never inside a character.
   *
   * @param text without unpaired surrogates
   */
  List<TokenSpan> spans(String text);

  /** Tokens that the service adds to every text. */
  int addedTokens();

  @Override
  void close();
}
