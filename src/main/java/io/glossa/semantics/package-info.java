/**
 * Meaning from text and embedding: language, domain, topics, key phrases, readability.
 *
 * <p>Entry types: {@link io.glossa.semantics.SemanticProviderFactory} and what it makes, a {@link
 * io.glossa.semantics.SemanticProvider}. A repaired document and its vector go in, {@link
 * io.glossa.semantics.SemanticData} comes out. Called on the workers behind the micro-batcher, many
 * at a time. Trap: nothing here may throw for any text.
 */
@NullMarked
package io.glossa.semantics;

import org.jspecify.annotations.NullMarked;
