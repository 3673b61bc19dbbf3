package io.glossa.topology;

import java.util.List;

/**
 * What the topics are called. The defaults are public API.
 *
 * @param documents input
 * @param enrichedDocuments enriched documents for indexers
 * @param enrichedChunks enriched chunks for vector indexers
 * @param reviewQuality enriched, but below the gate
 * @param reviewFailed could not be enriched
 * @param reviewDecisions input from reviewers
 * @param deadLetters undecodable records
 * @param models control topic of the model life cycle
 */
public record TopicNames(
    String documents,
    String enrichedDocuments,
    String enrichedChunks,
    String reviewQuality,
    String reviewFailed,
    String reviewDecisions,
    String deadLetters,
    String models) {

  public static TopicNames defaults() {
    return new TopicNames(
        "glossa.documents.v1",
        "glossa.enriched.documents.v1",
        "glossa.enriched.chunks.v1",
        "glossa.review.quality.v1",
        "glossa.review.failed.v1",
        "glossa.review.decisions.v1",
        "glossa.dead-letters.v1",
        "glossa.models.v1");
  }

  /** All names, in the order of the record. */
  public List<String> all() {
    return List.of(
        documents,
        enrichedDocuments,
        enrichedChunks,
        reviewQuality,
        reviewFailed,
        reviewDecisions,
        deadLetters,
        models);
  }
}
