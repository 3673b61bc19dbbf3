/**
 * Maths and encodings of {@code float} vectors.
 *
 * <p>Entry type: {@link io.glossa.vector.Embedding}, which has value equality. Depends on nothing;
 * everything may call it. Trap: whether a vector has length 1 is known to its maker, not to its
 * type.
 */
@NullMarked
package io.glossa.vector;

import org.jspecify.annotations.NullMarked;
