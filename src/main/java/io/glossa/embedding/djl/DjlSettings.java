package io.glossa.embedding.djl;

import io.glossa.embedding.BundleSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the engine.
 *
 * @param workers batches computed at the same time at most, each on the thread of its caller; on
 *     GPUs it is one a device
 * @param plan how transformers are run; null for the fastest that is exact enough
 * @param cache where programs are kept whose bundle cannot be written
 */
public record DjlSettings(int workers, @Nullable ExecutionPlan plan, Path cache) {

  public DjlSettings {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers; expected at least 1");
    }
  }

  /** The fastest plan, the default cache. */
  public DjlSettings(int workers) {
    this(workers, null, BundleSource.defaultCache());
  }
}
