package io.glossa.embedding;

import io.glossa.vector.Embedding;

/**
 * A vector that says which model made it.
 *
 * @param model name and revision
 * @param vector the components
 * @param normalised whether the vector has length 1
 */
public record ModelVector(ModelIdentity model, Embedding vector, boolean normalised) {}
