package io.glossa.semantics;

/**
 * A phrase that stands for its text.
 *
 * @param text the phrase as the text has it
 * @param score rank score, comparable within one text
 * @param start offset of the first occurrence, UTF-16 units
 * @param end end of the first occurrence, exclusive, UTF-16 units
 */
public record KeyPhrase(String text, double score, int start, int end) {}
