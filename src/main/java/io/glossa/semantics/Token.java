package io.glossa.semantics;

/**
 * A word of a text, or in scripts without spaces a segment that the dictionary knows.
 *
 * @param text the word as the text has it
 * @param start offset in the whole text, UTF-16 units
 * @param end end, exclusive, UTF-16 units
 */
record Token(String text, int start, int end) {}
