package io.glossa.enriched;

import io.glossa.document.Chunk;
import io.glossa.vector.Embedding;

/**
 * A chunk with its vector.
 *
 * @param chunk the part of the text
 * @param vector its vector, made by the model of the document's vector
 */
public record EnrichedChunk(Chunk chunk, Embedding vector) {}
