package io.glossa.wire;

/**
 * Names of the topics that carry Avro values.
 *
 * @param documents input, {@code DocumentEvent}
 * @param enrichedDocuments {@code EnrichedDocument}
 * @param enrichedChunks {@code EnrichedChunk}
 * @param reviewQuality {@code ReviewRequest} for documents below the gate
 * @param reviewFailed {@code ReviewRequest} for documents that could not be enriched
 * @param reviewDecisions {@code ReviewDecision}
 * @param models {@code ModelDeployment}
 */
public record WireTopics(
    String documents,
    String enrichedDocuments,
    String enrichedChunks,
    String reviewQuality,
    String reviewFailed,
    String reviewDecisions,
    String models) {

  /** The names that the default configuration has. */
  public static WireTopics defaults() {
    return new WireTopics(
        "glossa.documents.v1",
        "glossa.enriched.documents.v1",
        "glossa.enriched.chunks.v1",
        "glossa.review.quality.v1",
        "glossa.review.failed.v1",
        "glossa.review.decisions.v1",
        "glossa.models.v1");
  }
}
