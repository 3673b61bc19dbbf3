/**
 * The assembled result and the way to it, without Kafka.
 *
 * <p>Entry type: {@code DocumentEnricher}, which takes a document through validation, chunking,
 * embedding, semantics, score and gate to an {@link io.glossa.enriched.Outcome}. Used by the
 * topology and by the command line. Trap: a bad document is an outcome, never an exception.
 */
@NullMarked
package io.glossa.enriched;

import org.jspecify.annotations.NullMarked;
