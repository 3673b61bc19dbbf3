package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A model that takes no time but moves a clock of its own, by what a cost curve says. */
final class SimulatedEmbedder extends ForwardingEmbedder {

  private final CostCurve curve;
  private final Random random;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger batches = new AtomicInteger();

  SimulatedEmbedder(Embedder model, CostCurve curve, long seed) {
    super(model);
    this.curve = curve;
    this.random = new Random(seed);
  }

  long nanoTime() {
    return nanos.get();
  }

  int batches() {
    return batches.get();
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    int longest = batch.stream().mapToInt(EncodedText::length).max().orElse(0);
    int padded = batch.size() * BatchShape.paddedTokens(longest, model().maxTokens());
    nanos.addAndGet(curve.noisyNanos(padded, random));
    batches.incrementAndGet();
    return super.embed(batch);
  }
}
