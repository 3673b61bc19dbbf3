package io.glossa.embedding.remote;

import io.glossa.embedding.RemoteObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Sums up what a service was asked and what that cost. Thread-safe. */
public final class RemoteUsage implements RemoteObserver {

  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder texts = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final DoubleAdder cost = new DoubleAdder();

  @Override
  public void requestSent() {
    requests.increment();
  }

  @Override
  public void answered(Answer answer) {
    texts.add(answer.texts());
    tokens.add(answer.tokens());
    cost.add(answer.cost());
  }

  @Override
  public void retried() {
    retries.increment();
  }

  @Override
  public void waited(Duration wait) {}

  /** Requests so far, repeated ones included. */
  public long requests() {
    return requests.sum();
  }

  public long retries() {
    return retries.sum();
  }

  /** Input tokens of the requests that were answered. */
  public long tokens() {
    return tokens.sum();
  }

  /** In the currency of the price. */
  public double cost() {
    return cost.sum();
  }

  /** All of it in a line for people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "remote model: %,d requests (%,d repeated), %,d texts, %,d tokens, cost %.6f",
        requests(),
        retries(),
        texts.sum(),
        tokens(),
        cost());
  }
}
