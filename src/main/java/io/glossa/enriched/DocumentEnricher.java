package io.glossa.enriched;

import io.glossa.document.Chunk;
import io.glossa.document.Chunker;
import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.DocumentLimits;
import io.glossa.document.Failure;
import io.glossa.document.FailureReason;
import io.glossa.document.TextRepair;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.ModelVector;
import io.glossa.embedding.Vectorizer;
import io.glossa.quality.Quality;
import io.glossa.quality.QualityGate;
import io.glossa.quality.QualityScorer;
import io.glossa.quality.Verdict;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticInput;
import io.glossa.semantics.SemanticProvider;
import io.glossa.vector.Embedding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Takes a document from validation to its {@link Outcome}: chunk, embed, extract, score, gate.
 * Thread-safe.
 */
public final class DocumentEnricher {

  private static final Duration A_WHILE = Duration.ofHours(1);

  private final DocumentLimits limits;
  private final Chunker chunker;
  private final Vectorizer vectorizer;
  private final SemanticProvider semantics;
  private final QualityScorer scorer;
  private final QualityGate gate;
  private final Executor analysis;
  private final Clock clock;

  /**
   * The enricher over these stages.
   *
   * @param analysis runs semantics and score after the model, off its workers; must not drop work
   */
  public DocumentEnricher(
      DocumentLimits limits,
      Chunker chunker,
      Vectorizer vectorizer,
      SemanticProvider semantics,
      QualityScorer scorer,
      QualityGate gate,
      Executor analysis,
      Clock clock) {
    this.limits = limits;
    this.chunker = chunker;
    this.vectorizer = vectorizer;
    this.semantics = semantics;
    this.scorer = scorer;
    this.gate = gate;
    this.analysis = analysis;
    this.clock = clock;
  }

  /**
   * Enriches; blocks while the micro-batcher's queue has no room for the next chunk.
   *
   * @param received the document as received
   * @param hash its content hash
   * @return the future of its outcome; it fails only when the environment is broken (the batcher
   *     was closed, or an {@link Error}), never because of the document
   * @throws InterruptedException when interrupted while the queue is full
   */
  public CompletableFuture<Outcome> enrich(Document received, ContentHash hash)
      throws InterruptedException {
    Enrichment enrichment = begin(received, hash);
    while (!enrichment.advance(A_WHILE)) {
      // Overload slows the caller.
    }
    return enrichment.outcome();
  }

  /** Cuts the document into chunks, of which none is handed to the model yet. Does not block. */
  public Enrichment begin(Document received, ContentHash hash) {
    Optional<Failure> violation = limits.violation(received);
    if (violation.isPresent()) {
      return Enrichment.settled(vectorizer, new Outcome.NotEnriched(violation.get()));
    }
    Document repaired = received.withText(TextRepair.of(received.text()).text());
    List<Chunk> chunks =
        chunker.chunks(repaired.text(), vectorizer.embedder().tokens(repaired.text()));
    return new Enrichment(
        vectorizer,
        chunks,
        vectors -> assess(received, repaired, hash, chunks, vectors),
        DocumentEnricher::inferenceFailure,
        analysis);
  }

  private Outcome assess(
      Document received,
      Document repaired,
      ContentHash hash,
      List<Chunk> chunks,
      List<Embedding> vectors) {
    Embedding vector =
        Embedding.weightedMean(
            vectors, chunks.stream().mapToInt(chunk -> Math.max(1, chunk.tokenCount())).toArray());
    if (!vector.isFinite()) {
      return new Outcome.NotEnriched(
          new Failure(
              FailureReason.INFERENCE_FAILED,
              "the mean of %d chunk vectors is not finite".formatted(vectors.size())));
    }
    SemanticData data;
    Quality quality;
    try {
      data = semantics.getSemanticData(new SemanticInput(repaired, vector));
      quality = scorer.score(received, data, vector);
    } catch (RuntimeException e) {
      // The funnel for what analysis could not take: a value, so that only this document pays.
      return new Outcome.NotEnriched(
          new Failure(FailureReason.ANALYSIS_FAILED, "the analysis failed: " + e));
    }
    List<EnrichedChunk> enriched = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      enriched.add(new EnrichedChunk(chunks.get(i), vectors.get(i)));
    }
    EnrichedDocument document =
        new EnrichedDocument(
            repaired,
            hash,
            data,
            quality,
            new ModelVector(vectorizer.embedder().model().identity(), vector, true),
            enriched,
            Instant.now(clock));
    if (gate.judge(quality, data.language().code()) instanceof Verdict.Doubtful doubtful) {
      return new Outcome.Doubtful(document, doubtful.threshold());
    }
    return new Outcome.Enriched(document);
  }

  private static Outcome inferenceFailure(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof InferenceException) {
      return new Outcome.NotEnriched(
          new Failure(FailureReason.INFERENCE_FAILED, String.valueOf(cause.getMessage())));
    }
    throw new CompletionException(cause);
  }
}
