package io.glossa.cli.bench;

import java.nio.file.Path;

/**
 * Another way to run the same encoder, to measure against. Found by {@link java.util.ServiceLoader}
 * where the launcher puts some on the class path; the application has none.
 */
public interface EncoderPeer {

  /** Part of the names of figures, such as {@code ort-fp32}. */
  String name();

  /** Whether its arithmetic is coarser than FLOAT32, so that its vectors may stray further. */
  boolean quantised();

  /**
   * Loads a model.
   *
   * @param bundle directory of a BERT encoder with mean pooling, as {@link SyntheticBundle} writes
   *     it
   * @param threads that call {@link Session#embed} at the same time at most; each runs on one core
   */
  Session open(Path bundle, int threads);

  /** A loaded model. Thread-safe. */
  interface Session extends AutoCloseable {

    /**
     * One vector of length 1 for each text, in order.
     *
     * @param ids token ids of each text, special tokens included; lengths may differ
     */
    float[][] embed(int[][] ids);

    @Override
    void close();
  }
}
