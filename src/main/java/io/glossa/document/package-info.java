/**
 * The document, its identity and its chunks.
 *
 * <p>Entry type: {@link io.glossa.document.Document}. A raw text goes in; a repaired text, its
 * content hash and its chunks come out. Depends on nothing; everything may call it. Trap: offsets
 * count UTF-16 units, as {@code String} does.
 */
@NullMarked
package io.glossa.document;

import org.jspecify.annotations.NullMarked;
