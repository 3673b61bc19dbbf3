package io.glossa.embedding.djl;

import io.glossa.embedding.InferenceException;
import io.glossa.embedding.ModelMemoryException;
import java.util.List;

/** What the engine says when it fails, in Glossa's terms. */
final class EngineFailures {

  /** PyTorch's sentences about memory: of the CPU's allocator, of a GPU's, of the C++ library. */
  private static final List<String> ABOUT_MEMORY =
      List.of(
          "can't allocate memory",
          "not enough memory",
          "out of memory",
          "bad_alloc",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "could not create a memory object",
          "could not create a scratchpad");

  private EngineFailures() {}

  /**
   * The exception to throw.
   *
   * @param failure thrown by the engine while it computed
   */
  static RuntimeException of(Throwable failure) {
    if (failure instanceof IllegalArgumentException refused) {
      return refused;
    }
    String message = String.valueOf(failure.getMessage());
    String firstLine = message.lines().findFirst().orElse("");
    if (ABOUT_MEMORY.stream().anyMatch(message::contains)) {
      return new ModelMemoryException("no memory for the batch: " + firstLine, failure);
    }
    return new InferenceException("the model failed: " + firstLine, failure);
  }
}
