package io.glossa.wire;

import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.review.ReviewDecision;
import io.glossa.schema.Decision;
import io.glossa.schema.DocumentEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the generated records to the domain. */
final class FromRecords {

  private FromRecords() {}

  static Document document(DocumentEvent event) {
    return new Document(
        event.getId(),
        event.getText(),
        event.getTitle(),
        event.getLanguage(),
        event.getSource(),
        event.getEventTime(),
        event.getMetadata());
  }

  /** Empty for a kind of decision that only a newer version knows. */
  static Optional<ReviewDecision> reviewDecision(io.glossa.schema.ReviewDecision decision) {
    return kind(decision.getDecision())
        .map(
            kind ->
                new ReviewDecision(
                    decision.getId(),
                    kind,
                    origin(decision.getOrigin()),
                    decision.getCorrections(),
                    decision.getReviewer(),
                    decision.getComment(),
                    decision.getDecidedAt()));
  }

  private static @Nullable Origin origin(io.glossa.schema.@Nullable Origin origin) {
    return origin == null
        ? null
        : new Origin(origin.getTopic(), origin.getPartition(), origin.getOffset());
  }

  private static Optional<ReviewDecision.Kind> kind(Decision decision) {
    return switch (decision) {
      case APPROVE -> Optional.of(ReviewDecision.Kind.APPROVE);
      case CORRECT -> Optional.of(ReviewDecision.Kind.CORRECT);
      case REJECT -> Optional.of(ReviewDecision.Kind.REJECT);
      case UNKNOWN -> Optional.empty();
    };
  }
}
