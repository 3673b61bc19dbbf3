/**
 * From texts to vectors, in micro-batches.
 *
 * <p>Entry types: the port {@link io.glossa.embedding.Embedder} and the {@code MicroBatcher} that
 * feeds it. Texts go in, futures of vectors come out. Depends on document and vector; the adapters
 * {@code embedding.djl} and {@code embedding.remote} implement the port. Trap: a failed batch is
 * retried text by text, so an adapter sees the members of a poisoned batch twice, and those of one
 * that did not fit its memory more often.
 */
@NullMarked
package io.glossa.embedding;

import org.jspecify.annotations.NullMarked;
