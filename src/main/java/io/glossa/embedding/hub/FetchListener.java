package io.glossa.embedding.hub;

/** Hears how a fetch goes. Called from the fetching thread. */
public interface FetchListener {

  /** Nobody listens. */
  FetchListener NONE = new FetchListener() {};

  /**
   * Files are going to be fetched.
   *
   * @param model name of the model
   * @param files how many
   * @param bytes of all of them; 0 when unknown
   */
  default void started(String model, int files, long bytes) {}

  /** More bytes are on the disk; those of an earlier, interrupted fetch are reported at once. */
  default void received(long bytes) {}

  /** All files are there and right. */
  default void finished() {}

  /** Something that the user should know: a retry, a wait, an answer out of the cache. */
  default void note(String sentence) {}
}
