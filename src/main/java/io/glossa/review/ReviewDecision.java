package io.glossa.review;

import io.glossa.document.Origin;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer decided.
 *
 * @param documentId identity of the document
 * @param kind what is to happen
 * @param origin input record of the version that was reviewed, so that none is decided about a
 *     newer one; null when unknown
 * @param corrections corrected fields by name, for {@link Kind#CORRECT}
 * @param reviewer who decided
 * @param comment why
 * @param decidedAt when
 */
public record ReviewDecision(
    String documentId,
    Kind kind,
    @Nullable Origin origin,
    Map<String, String> corrections,
    String reviewer,
    String comment,
    Instant decidedAt) {

  /** What is to happen with the document. */
  public enum Kind {
    APPROVE,
    CORRECT,
    REJECT
  }

  public ReviewDecision {
    corrections = Map.copyOf(corrections);
  }
}
