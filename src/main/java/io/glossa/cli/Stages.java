package io.glossa.cli;

import io.glossa.ModelSettings;
import io.glossa.Settings;
import io.glossa.document.Chunker;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.RemoteObserver;
import io.glossa.embedding.remote.RemoteEmbedders;
import io.glossa.enriched.DocumentEnricher;
import io.glossa.quality.RuleQualityScorer;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.SemanticProviderFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everything between a document and its outcome, without Kafka: model, micro-batcher, semantics,
 * score, gate. Closing ends the batcher first, then the analysis, then the model.
 */
final class Stages implements AutoCloseable {

  private final Embedder embedder;
  private final Chunker chunker;
  private final MicroBatcher batcher;
  private final ExecutorService analysis;
  private final DocumentEnricher enricher;

  private Stages(
      Embedder embedder,
      Chunker chunker,
      MicroBatcher batcher,
      ExecutorService analysis,
      DocumentEnricher enricher) {
    this.embedder = embedder;
    this.chunker = chunker;
    this.batcher = batcher;
    this.analysis = analysis;
    this.enricher = enricher;
  }

  /** Loads the configured model and what works on its vectors; takes seconds. */
  static Stages open(Settings settings, BatchObserver observer, RemoteObserver remote) {
    return open(settings, observer, model(settings, remote));
  }

  /**
   * The configured model, loaded.
   *
   * @param remote hears of its requests when it is a service
   */
  static Embedder model(Settings settings, RemoteObserver remote) {
    Optional<String> service = RemoteEmbedders.model(settings.modelBundle());
    if (service.isPresent()) {
      if (!settings.model().equals(ModelSettings.NONE)) {
        throw new BundleException(
            "%s is a service; model.plan, pooling, layers, dimension, max-tokens and prompts are for"
                    .formatted(settings.modelBundle())
                + " models that run here, model.remote.* is for services");
      }
      return RemoteModels.open(service.get(), settings, remote);
    }
    return Models.load(settings);
  }

  /** The stages over a model, which is closed with them. */
  static Stages open(Settings settings, BatchObserver observer, Embedder embedder) {
    try {
      Chunker chunker = new Chunker(settings.chunks().forModel(embedder.model()));
      // The labels are embedded here: the model is warm before the first document comes.
      SemanticProvider semantics =
          new SemanticProviderFactory(settings.semantics())
              .create(
                  embedder.model().identity().id(),
                  texts -> embedder.embed(texts.stream().map(embedder::encode).toList()));
      MicroBatcher batcher = new MicroBatcher(embedder, settings.batching(), observer);
      ExecutorService analysis = analysisThreads(settings.analysisThreads());
      DocumentEnricher enricher =
          new DocumentEnricher(
              settings.limits(),
              chunker,
              batcher,
              semantics,
              new RuleQualityScorer(),
              settings.gate(),
              analysis,
              Clock.systemUTC());
      return new Stages(embedder, chunker, batcher, analysis, enricher);
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  Embedder embedder() {
    return embedder;
  }

  Chunker chunker() {
    return chunker;
  }

  MicroBatcher batcher() {
    return batcher;
  }

  DocumentEnricher enricher() {
    return enricher;
  }

  @Override
  public void close() {
    batcher.close();
    analysis.shutdown();
    try {
      if (!analysis.awaitTermination(30, TimeUnit.SECONDS)) {
        analysis.shutdownNow();
      }
    } catch (InterruptedException e) {
      analysis.shutdownNow();
      Thread.currentThread().interrupt();
    }
    embedder.close();
  }

  private static ExecutorService analysisThreads(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "analysis-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
