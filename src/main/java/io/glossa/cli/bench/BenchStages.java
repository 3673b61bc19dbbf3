package io.glossa.cli.bench;

import io.glossa.ChunkSettings;
import io.glossa.document.ChunkingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.quality.QualityScorer;
import io.glossa.quality.RuleQualityScorer;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.SemanticProviderFactory;
import io.glossa.semantics.SemanticSettings;

/**
 * What a stream under measurement does with a document besides embedding it.
 *
 * @param chunks how texts are cut
 * @param semantics meaning
 * @param scorer score
 */
record BenchStages(ChunkingPolicy chunks, SemanticProvider semantics, QualityScorer scorer) {

  /** No work at all: every document is one chunk, and what it means is known. */
  static BenchStages free() {
    PlainAnalysis plain = new PlainAnalysis();
    return new BenchStages(new ChunkingPolicy(100_000, 0), plain, plain);
  }

  /** All that the application does when nothing is configured. */
  static BenchStages ofApplication(Embedder embedder) {
    SemanticProvider semantics =
        new SemanticProviderFactory(SemanticSettings.defaults())
            .create(
                embedder.model().identity().id(),
                texts -> embedder.embed(texts.stream().map(embedder::encode).toList()));
    return new BenchStages(
        new ChunkSettings(0, 16).forModel(embedder.model()), semantics, new RuleQualityScorer());
  }
}
