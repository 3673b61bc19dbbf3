package io.glossa.topology;

import java.util.List;
import java.util.Map;

/**
 * All topics of an application, defined once: creation, checks at start and documentation read this
 * list.
 *
 * @param definitions the topics, input first
 */
public record TopicPlan(List<TopicDefinition> definitions) {

  /** Bytes of an input value at most: what {@code produce} refuses beyond. */
  public static final int MAX_INPUT_BYTES = 8 * 1024 * 1024;

  /**
   * Bytes of a document's id at most. Room is left for it in every output, once as key and once
   * within a review request.
   */
  public static final int MAX_KEY_BYTES = 64 * 1024;

  /** Brokers refuse times more than an hour ahead, unless told otherwise. */
  static final String TIMESTAMPS_AHEAD = "message.timestamp.after.max.ms";

  static final String ANY_TIME = Long.toString(Long.MAX_VALUE);

  /** Room for key and headers around a value of {@link #MAX_INPUT_BYTES}. */
  static final int INPUT_RECORD_BYTES = MAX_INPUT_BYTES + 256 * 1024;

  /** A review request carries the whole input value and says why. */
  public static final int REVIEW_RECORD_BYTES = INPUT_RECORD_BYTES + 256 * 1024;

  public TopicPlan {
    definitions = List.copyOf(definitions);
  }

  /**
   * The topics under these names.
   *
   * @param partitions partitions of every topic that is keyed by document
   * @param replicationFactor copies of each partition
   */
  public static TopicPlan of(TopicNames names, int partitions, short replicationFactor) {
    Map<String, String> compacted = compacted(REVIEW_RECORD_BYTES);
    Map<String, String> kept = kept(REVIEW_RECORD_BYTES);
    return new TopicPlan(
        List.of(
            new TopicDefinition(
                names.documents(),
                partitions,
                replicationFactor,
                "document id",
                "DocumentEvent",
                "Input; a tombstone deletes the document.",
                kept(INPUT_RECORD_BYTES)),
            new TopicDefinition(
                names.enrichedDocuments(),
                partitions,
                replicationFactor,
                "document id",
                "EnrichedDocument",
                "Output for indexers; tombstones pass through.",
                compacted),
            new TopicDefinition(
                names.enrichedChunks(),
                partitions,
                replicationFactor,
                "id#ordinal, partitioned by document id",
                "EnrichedChunk",
                "Output for vector indexers; tombstones for chunks that vanish.",
                compacted),
            new TopicDefinition(
                names.reviewQuality(),
                partitions,
                replicationFactor,
                "document id",
                "ReviewRequest",
                "Enriched, but below the gate: score, reasons, the enrichment.",
                kept),
            new TopicDefinition(
                names.reviewFailed(),
                partitions,
                replicationFactor,
                "document id",
                "ReviewRequest",
                "Could not be enriched: reason, payload intact.",
                kept),
            new TopicDefinition(
                names.reviewDecisions(),
                partitions,
                replicationFactor,
                "document id",
                "ReviewDecision",
                "Input from reviewers: approve, correct, reject.",
                kept(INPUT_RECORD_BYTES)),
            new TopicDefinition(
                names.deadLetters(),
                partitions,
                replicationFactor,
                "as received",
                "bytes as received",
                "Undecodable records, with the __streams.errors.* headers of KIP-1034.",
                kept),
            new TopicDefinition(
                names.models(),
                1,
                replicationFactor,
                TopicDefinition.SLOT,
                "ModelDeployment",
                "Control topic of the model life cycle.",
                compacted(INPUT_RECORD_BYTES))));
  }

  private static Map<String, String> compacted(int recordBytes) {
    return Map.of(
        "cleanup.policy",
        "compact",
        "max.message.bytes",
        bytes(recordBytes),
        TIMESTAMPS_AHEAD,
        ANY_TIME);
  }

  /**
   * Records carry the time of their event. Brokers count retention from it, so that a document of
   * last year would be gone before it was read: nothing expires unless an operator says so.
   */
  private static Map<String, String> kept(int recordBytes) {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        "-1",
        "max.message.bytes",
        bytes(recordBytes),
        TIMESTAMPS_AHEAD,
        ANY_TIME);
  }

  private static String bytes(int count) {
    return Integer.toString(count);
  }
}
