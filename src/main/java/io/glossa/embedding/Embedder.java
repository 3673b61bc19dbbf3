package io.glossa.embedding;

import io.glossa.document.TokenSpan;
import io.glossa.vector.Embedding;
import java.util.List;

/**
 * The port to a model. All methods may be called from any thread, and at the same time; {@link
 * #close()} only after every caller has stopped.
 */
public interface Embedder extends AutoCloseable {

  ModelDescription model();

  /**
   * Where the tokens of a text stand, in order, without special tokens and without a limit. Never
   * fails for any string.
   */
  List<TokenSpan> tokens(String text);

  /**
   * The text as the model takes it, special tokens included, cut off at {@link
   * ModelDescription#maxTokens()}; never empty, never fails for any string.
   */
  EncodedText encode(String text);

  /**
   * A query as the model takes it: as {@link #encode}, but behind the prompt for queries where the
   * model has one.
   */
  default EncodedText encodeQuery(String text) {
    return encode(text);
  }

  /**
   * One vector for each text, in the order of the texts. The vector of a text does not depend on
   * the other texts of the batch (to 1e-4).
   *
   * @throws ModelUnavailableException when the model is a service that is away or refuses the
   *     caller, whatever the texts are
   * @throws RuntimeException when the model fails; none of the texts then has a vector
   */
  List<Embedding> embed(List<EncodedText> batch);

  /**
   * Told, at any time and from any thread, that nobody waits for vectors any more: calls that wait
   * for something outside this process end soon with {@link ModelUnavailableException}, later ones
   * at once. A model that only computes has nothing to do.
   */
  default void abandon() {}

  @Override
  void close();
}
