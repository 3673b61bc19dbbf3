package io.glossa.enriched;

import io.glossa.document.Failure;

/** What became of a document. Every document that was accepted for enrichment has exactly one. */
public sealed interface Outcome {

  /**
   * Published to indexers.
   *
   * @param document the result
   */
  record Enriched(EnrichedDocument document) implements Outcome {}

  /**
   * Enriched, but below the gate: goes to a reviewer.
   *
   * @param document the result
   * @param threshold what its score fell short of
   */
  record Doubtful(EnrichedDocument document, double threshold) implements Outcome {}

  /**
   * Could not be enriched: goes to a reviewer with its payload.
   *
   * @param failure why
   */
  record NotEnriched(Failure failure) implements Outcome {}
}
