package io.glossa.embedding.djl;

/**
 * Settings of the engine.
 *
 * @param workers batches computed at the same time at most, each on the thread of its caller
 */
public record DjlSettings(int workers) {

  public DjlSettings {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers; expected at least 1");
    }
  }
}
