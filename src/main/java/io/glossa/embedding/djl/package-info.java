/**
 * The model on DJL and PyTorch: the only runtime code that knows DJL.
 *
 * <p>Entry type: {@link io.glossa.embedding.djl.DjlEmbedders}. A checked model bundle goes in, an
 * {@link io.glossa.embedding.Embedder} comes out. Called by the composition root and the
 * laboratory. Traps: an operation that begins at a weight allocates in the weights' scope and
 * leaks, so begin at the batch; {@code BFLOAT16} passed from Java ends the JVM.
 */
@NullMarked
package io.glossa.embedding.djl;

import org.jspecify.annotations.NullMarked;
