package io.glossa.cli;

import io.glossa.topology.TopicNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds a topic by its short or full name. */
final class TopicChoice {

  private TopicChoice() {}

  /** Short names and what they stand for. */
  static Map<String, String> shortNames(TopicNames names) {
    Map<String, String> byName = new LinkedHashMap<>();
    byName.put("documents", names.documents());
    byName.put("enriched", names.enrichedDocuments());
    byName.put("enriched-documents", names.enrichedDocuments());
    byName.put("chunks", names.enrichedChunks());
    byName.put("enriched-chunks", names.enrichedChunks());
    byName.put("review-quality", names.reviewQuality());
    byName.put("review-failed", names.reviewFailed());
    byName.put("review-decisions", names.reviewDecisions());
    byName.put("dead-letters", names.deadLetters());
    byName.put("models", names.models());
    return byName;
  }

  /** The topic of a short name; any other name is taken as it is. */
  static String topic(String name, TopicNames names) {
    return shortNames(names).getOrDefault(name, name);
  }
}
