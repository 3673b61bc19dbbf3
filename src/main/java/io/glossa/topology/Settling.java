package io.glossa.topology;

import io.glossa.enriched.Enrichment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to its settlement. Advanced by the stream thread of its task alone.
 *
 * @param enrichment what may still have chunks to hand in; null when no model is needed
 * @param settlement its outcome to be; fails only when the environment is broken
 */
record Settling(@Nullable Enrichment enrichment, CompletableFuture<Settlement> settlement) {

  /**
   * Hands to the model what there is room for, and waits for room within the patience.
   *
   * @return whether nothing is left to hand in
   */
  boolean advance(Duration patience) throws InterruptedException {
    return enrichment == null || enrichment.advance(patience);
  }
}
