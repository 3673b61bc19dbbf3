package io.glossa.cli.bench;

import io.glossa.ChunkSettings;
import io.glossa.document.Chunk;
import io.glossa.document.Chunker;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** How long one who waits for the encoder waits: for a short text, and for a document. */
final class EncoderWaits {

  private static final int DOCUMENT_WORDS = 400;
  private static final int DOCUMENTS = 11;
  private static final ChunkSettings CHUNKS = new ChunkSettings(0, 16);
  private static final long SEED = 9;

  private final Embedder embedder;
  private final SyntheticVocabulary vocabulary;

  EncoderWaits(Embedder embedder, SyntheticVocabulary vocabulary) {
    this.embedder = embedder;
    this.vocabulary = vocabulary;
  }

  /** Percentiles over so many texts of so many tokens, one after the other. */
  List<BenchResult> latency(int texts, int tokens) {
    Random random = new Random(SEED);
    double[] millis = new double[texts];
    for (int i = -texts / 10; i < texts; i++) {
      List<EncodedText> text = List.of(EncodedText.of(vocabulary.ids(random, tokens)));
      long startNanos = System.nanoTime();
      embedder.embed(text);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - startNanos) / 1e6;
      }
    }
    Arrays.sort(millis);
    List<BenchResult> results = new ArrayList<>();
    for (int percentile : List.of(50, 99)) {
      double value = millis[Math.min(texts - 1, texts * percentile / 100)];
      results.add(BenchResult.ofRounds("encoder.latency.p" + percentile, "ms", value));
    }
    return results;
  }

  /**
   * Seconds for a document of {@value #DOCUMENT_WORDS} words from text to vector on one worker:
   * tokenized, cut into chunks as the stream does it, batched.
   */
  BenchResult document() throws InterruptedException {
    Random random = new Random(SEED);
    Chunker chunker = new Chunker(CHUNKS.forModel(embedder.model()));
    double[] seconds = new double[DOCUMENTS];
    try (MicroBatcher batcher =
        new MicroBatcher(embedder, GlossaPlans.batching(1), BatchObserver.NONE)) {
      for (int i = -2; i < DOCUMENTS; i++) {
        String text = vocabulary.text(random, DOCUMENT_WORDS);
        long startNanos = System.nanoTime();
        List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
        for (Chunk chunk : chunker.chunks(text, embedder.tokens(text))) {
          vectors.add(batcher.submit(embedder.encode(chunk.text())));
        }
        vectors.forEach(CompletableFuture::join);
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - startNanos) / 1e9;
        }
      }
    }
    return BenchResult.ofRounds("encoder.document-400-words.seconds", "s", seconds);
  }
}
