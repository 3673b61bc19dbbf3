package io.glossa.document;

/**
 * A document that could not be enriched is a value, not an exception.
 *
 * @param reason the kind of failure
 * @param detail the measured value and what was expected, never document text
 */
public record Failure(FailureReason reason, String detail) {}
