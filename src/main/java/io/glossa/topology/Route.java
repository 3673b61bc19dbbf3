package io.glossa.topology;

/** The one outcome of an input record. The labels are public API. */
public enum Route {
  /** Published to indexers. */
  ENRICHED("enriched"),
  /** Enriched, but below the gate. */
  REVIEW_QUALITY("review.quality"),
  /** Could not be enriched. */
  REVIEW_FAILED("review.failed"),
  /** Could not be decoded. */
  DEAD_LETTER("dead-letter"),
  /** A tombstone. */
  DELETED("deleted"),
  /** The same content as the version before, under the same model: skipped and counted. */
  UNCHANGED("unchanged");

  private final String label;

  Route(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
