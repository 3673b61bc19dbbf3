package io.glossa;

import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.djl.ExecutionPlan;
import org.jspecify.annotations.Nullable;

/**
 * How a model is used.
 *
 * @param plan how a transformer is run; null for the fastest that is exact enough
 * @param overrides what is said in place of the model's own files
 */
public record ModelSettings(@Nullable ExecutionPlan plan, BundleOverrides overrides) {

  /** The fastest plan, everything as the model says. */
  public static final ModelSettings NONE = new ModelSettings(null, BundleOverrides.NONE);
}
