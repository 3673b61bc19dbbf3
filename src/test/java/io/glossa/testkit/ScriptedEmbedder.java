package io.glossa.testkit;

import io.glossa.cli.bench.PacedEmbedder;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * A model that misbehaves on command: a text whose first token is one of the words below makes the
 * whole batch throw, or spoils its own vector. Can be held, so that records stay in flight.
 */
public final class ScriptedEmbedder implements Embedder {

  public static final String POISON = "poison";
  public static final String NAN = "nan";
  public static final String WRONG_DIMENSION = "misshapen";

  private static final Pattern WORD = Pattern.compile("\\S+");

  private final PacedEmbedder honest;
  private final int maxTokens;
  private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
  private final Set<String> tokenizing = ConcurrentHashMap.newKeySet();
  private final Set<String> embedding = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public ScriptedEmbedder(int dimension, int maxTokens) {
    this.honest = new PacedEmbedder(Duration.ZERO, dimension);
    this.maxTokens = maxTokens;
  }

  /** From now on batches wait. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets batches through again. */
  public void release() {
    gate.countDown();
  }

  /** Sizes of the batches so far, in order. */
  public List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  /** Names of the threads that tokenized. */
  public Set<String> tokenizingThreads() {
    return Set.copyOf(tokenizing);
  }

  /** Names of the threads that ran batches. */
  public Set<String> embeddingThreads() {
    return Set.copyOf(embedding);
  }

  @Override
  public ModelDescription model() {
    ModelDescription model = honest.model();
    return new ModelDescription(
        model.identity(), model.dimension(), maxTokens, 0, true, "scripted");
  }

  /** A token is a run of characters other than white space. */
  @Override
  public List<TokenSpan> tokens(String text) {
    tokenizing.add(Thread.currentThread().getName());
    return WORD.matcher(text).results().map(m -> new TokenSpan(m.start(), m.end())).toList();
  }

  /** The hashes of the words. */
  @Override
  public EncodedText encode(String text) {
    int[] ids =
        tokens(text).stream()
            .mapToInt(span -> text.substring(span.start(), span.end()).hashCode())
            .toArray();
    return EncodedText.of(ids.length == 0 ? new int[] {0} : ids);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    embedding.add(Thread.currentThread().getName());
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while held", e);
    }
    batchSizes.add(batch.size());
    List<Embedding> vectors = new ArrayList<>(honest.embed(batch));
    for (int i = 0; i < batch.size(); i++) {
      int first = batch.get(i).id(0);
      if (first == POISON.hashCode()) {
        throw new IllegalStateException("the model choked");
      }
      if (first == NAN.hashCode()) {
        vectors.set(i, Embedding.of(new float[] {Float.NaN, 0, 0, 0}));
      }
      if (first == WRONG_DIMENSION.hashCode()) {
        vectors.set(i, Embedding.of(1, 0));
      }
    }
    return vectors;
  }

  @Override
  public void close() {}
}
