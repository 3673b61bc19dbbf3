package io.glossa.review;

import io.glossa.document.Origin;
import java.time.Instant;

/**
 * A document that a person should look at.
 *
 * @param documentId identity of the document
 * @param cause why
 * @param origin the input record
 * @param requestedAt when the stream asked
 */
public record ReviewRequest(
    String documentId, ReviewCause cause, Origin origin, Instant requestedAt) {}
