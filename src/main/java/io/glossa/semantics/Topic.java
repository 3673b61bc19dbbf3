package io.glossa.semantics;

/**
 * A topic of a text.
 *
 * @param label its label
 * @param score cosine of the text to the label, from -1 to 1
 */
public record Topic(String label, double score) {}
