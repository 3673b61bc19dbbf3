package io.glossa.wire;

import io.glossa.document.Document;
import io.glossa.review.ReviewDecision;
import io.glossa.schema.Decision;
import io.glossa.schema.DocumentEvent;
import java.util.Optional;

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
                    decision.getCorrections(),
                    decision.getReviewer(),
                    decision.getComment(),
                    decision.getDecidedAt()));
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
