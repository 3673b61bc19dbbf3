package io.glossa.topology;

/** Names of the sink operators. */
final class Sinks {

  static final String ENRICHED_DOCUMENTS = "enriched-documents";
  static final String ENRICHED_CHUNKS = "enriched-chunks";
  static final String REVIEW_QUALITY = "review-quality";
  static final String REVIEW_FAILED = "review-failed";
  static final String DEAD_LETTERS = "dead-letters";

  private Sinks() {}
}
