package io.glossa.quality;

import io.glossa.document.Document;
import io.glossa.semantics.SemanticData;
import io.glossa.vector.Embedding;

/** Scores a result. Thread-safe; never fails for any text. */
@FunctionalInterface
public interface QualityScorer {

  /**
   * Score and reasons of one result.
   *
   * @param document the document as received, before its text was repaired
   * @param semantics what the analysis found
   * @param embedding the document's vector
   */
  Quality score(Document document, SemanticData semantics, Embedding embedding);
}
