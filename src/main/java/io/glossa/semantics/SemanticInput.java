package io.glossa.semantics;

import io.glossa.document.Document;
import io.glossa.vector.Embedding;

/**
 * What the analysis starts from.
 *
 * @param document the document; its text has been repaired
 * @param embedding its vector, of length 1, made by the model that the provider was made for
 */
public record SemanticInput(Document document, Embedding embedding) {}
