package io.glossa.embedding;

/** The model has no vector for one text, even alone. The document fails, its batch does not. */
public class InferenceException extends RuntimeException {

  public InferenceException(String message) {
    super(message);
  }

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
