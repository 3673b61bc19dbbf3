package io.glossa.enriched;

import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.embedding.ModelVector;
import io.glossa.quality.Quality;
import io.glossa.semantics.SemanticData;
import java.time.Instant;
import java.util.List;

/**
 * The assembled result.
 *
 * @param document the document with its repaired text
 * @param contentHash hash of the document as received
 * @param semantics what the text says about itself
 * @param quality score and reasons
 * @param vector normalised mean of the chunk vectors, weighted by tokens
 * @param chunks the chunks in order, at least one
 * @param enrichedAt when the enrichment was finished
 */
public record EnrichedDocument(
    Document document,
    ContentHash contentHash,
    SemanticData semantics,
    Quality quality,
    ModelVector vector,
    List<EnrichedChunk> chunks,
    Instant enrichedAt) {

  public EnrichedDocument {
    chunks = List.copyOf(chunks);
  }
}
