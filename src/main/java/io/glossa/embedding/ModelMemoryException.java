package io.glossa.embedding;

/**
 * The memory that the model computes in did not suffice for a batch: the native allocator, or the
 * GPU, refused. A smaller batch may fit, so the batch is halved and tried again; a text that does
 * not fit alone fails. Not for the Java heap: {@link OutOfMemoryError} stays an error.
 */
public final class ModelMemoryException extends InferenceException {

  public ModelMemoryException(String message, Throwable cause) {
    super(message, cause);
  }

  public ModelMemoryException(String message) {
    super(message);
  }
}
