package io.glossa.embedding.remote;

import io.glossa.embedding.InferenceException;
import io.glossa.embedding.ModelUnavailableException;
import java.util.List;

/** A service that has answered once: how it wants to be asked, and whether it still works. */
final class RemoteService {

  /** Asked at the start, and whenever a text is refused alone. */
  private static final String PROBE = "Glossa asks whether this model answers.";

  private static final int PROBE_TOKENS = 8;

  private final RetryingClient client;
  private final String name;
  private final RetryPolicy retry;
  private final VectorFormat format;
  private final int dimension;

  private RemoteService(
      RetryingClient client, String name, RetryPolicy retry, VectorFormat format, int dimension) {
    this.client = client;
    this.name = name;
    this.retry = retry;
    this.format = format;
    this.dimension = dimension;
  }

  /**
   * Asks for one vector, to learn the dimension and whether base64 is understood.
   *
   * @param name of model and service, for messages
   * @throws ModelUnavailableException when there is no vector within the start's time
   */
  static RemoteService start(RetryingClient client, String name, RemoteSettings settings) {
    RetryPolicy patience = settings.retry().within(settings.startTimeout());
    Attempt attempt = null;
    for (VectorFormat format : VectorFormat.values()) {
      attempt = client.ask(List.of(PROBE), PROBE_TOKENS, format, patience);
      if (attempt instanceof Attempt.Answered answered) {
        int dimension = probed(name, answered);
        return new RemoteService(client, name, settings.retry(), format, dimension);
      }
    }
    throw new ModelUnavailableException(
        "%s has no vector for the text of the start: %s"
            .formatted(
                name, attempt instanceof Attempt.Refused refused ? refused.sentence() : attempt));
  }

  private static int probed(String name, Attempt.Answered answered) {
    try {
      return Vectors.checked(answered.vectors().get(0)).dimension();
    } catch (InferenceException e) {
      throw new ModelUnavailableException(name + " cannot be used: " + e.getMessage());
    }
  }

  /** Components of its vectors. */
  int dimension() {
    return dimension;
  }

  /** Answered or refused; see {@link RetryingClient#ask}. */
  Attempt ask(List<String> texts, long tokens) {
    return client.ask(texts, tokens, format, retry);
  }

  /** Why texts have no vector. */
  String refusal(Attempt.Refused refused, int texts) {
    return "%s has no vector for %s: %s"
        .formatted(name, texts == 1 ? "the text" : texts + " texts", refused.sentence());
  }

  /**
   * Asks again what was answered at the start.
   *
   * @param cause why a text has no vector
   * @throws ModelUnavailableException when that is refused too: no text is to blame then
   */
  void requireSound(InferenceException cause) {
    Attempt attempt = ask(List.of(PROBE), PROBE_TOKENS);
    try {
      if (attempt instanceof Attempt.Answered answered) {
        Vectors.checked(answered.vectors().get(0), dimension);
        return;
      }
    } catch (InferenceException e) {
      throw new ModelUnavailableException(
          "%s no longer works for any text: %s".formatted(name, e.getMessage()), cause);
    }
    throw new ModelUnavailableException(
        "%s refuses even the text that it took at the start: %s"
            .formatted(name, cause.getMessage()),
        cause);
  }

  void abandon() {
    client.abandon();
  }
}
