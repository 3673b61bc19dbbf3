package io.glossa.semantics;

/**
 * How easy a text is to read.
 *
 * @param formula what the figures come from, such as {@code flesch-reading-ease} or {@code lix}
 * @param ease from 0 (hard) to 100 (easy)
 * @param grade school grade that the text suits, at least 0
 */
public record Readability(String formula, double ease, double grade) {}
