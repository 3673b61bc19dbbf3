package io.glossa.topology;

import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.DocumentLimits;
import io.glossa.document.Failure;
import io.glossa.document.FailureReason;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import java.util.Optional;

/** Reads and validates: from an arrival to its {@link Intake}. Pure but for registry look-ups. */
final class IntakeStage {

  private final Wire wire;
  private final DocumentLimits limits;

  IntakeStage(Wire wire, DocumentLimits limits) {
    this.wire = wire;
    this.limits = limits;
  }

  /**
   * What the arrival is.
   *
   * @throws io.glossa.wire.RegistryUnavailableException when the registry cannot be asked; the
   *     stream then stops, and the record is read again at the next start
   */
  Intake read(Arrival arrival) {
    byte[] value = arrival.value();
    if (value == null) {
      return arrival.key() == null
          ? new Intake.Undecodable(
              new UndecodableRecordException("a tombstone without a key deletes nothing"))
          : new Intake.Deleted();
    }
    Document document;
    try {
      document = wire.readDocument(arrival.origin().topic(), value);
    } catch (UndecodableRecordException e) {
      return new Intake.Undecodable(e);
    }
    if (arrival.key() == null || !arrival.id().equals(document.id())) {
      return new Intake.Refused(
          document.id(),
          new Failure(
              FailureReason.KEY_MISMATCH,
              arrival.key() == null
                  ? "the record has no key; expected the document's id"
                  : "the record key is not the document's id"));
    }
    Optional<Failure> violation = limits.violation(document);
    if (violation.isPresent()) {
      return new Intake.Refused(document.id(), violation.get());
    }
    return new Intake.Accepted(document, ContentHash.of(document));
  }
}
