package io.glossa.embedding.remote;

import io.glossa.embedding.ModelUnavailableException;
import io.glossa.embedding.RemoteObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks until there is an answer: keeps to the rates, repeats what may go well later, and counts.
 * Thread-safe.
 */
final class RetryingClient {

  private static final Logger LOG = LoggerFactory.getLogger(RetryingClient.class);

  private final EmbeddingsClient client;
  private final String service;
  private final double pricePerToken;
  private final RemoteObserver observer;
  private final RateLimiter limiter;
  private final Pauses pauses;
  private final RandomGenerator random;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean abandoned;

  /**
   * A client for one service.
   *
   * @param service its address, for messages
   */
  RetryingClient(
      EmbeddingsClient client,
      String service,
      double pricePerMillionTokens,
      RateLimits rates,
      RemoteObserver observer,
      Pauses pauses,
      RandomGenerator random) {
    this.client = client;
    this.service = service;
    this.pricePerToken = pricePerMillionTokens / 1e6;
    this.observer = observer;
    this.limiter = new RateLimiter(rates, pauses);
    this.pauses = pauses;
    this.random = random;
  }

  /**
   * The end of a request that was repeated as the policy allows: answered or refused.
   *
   * @param tokens of the texts, as counted here
   * @throws ModelUnavailableException when the service is away for too long or refuses the caller,
   *     when this client is abandoned, or the thread interrupted
   */
  Attempt ask(List<String> texts, long tokens, VectorFormat format, RetryPolicy policy) {
    try {
      return askPatiently(texts, tokens, format, policy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("interrupted while waiting for " + service, e);
    }
  }

  private Attempt askPatiently(
      List<String> texts, long tokens, VectorFormat format, RetryPolicy policy)
      throws InterruptedException {
    long startNanos = pauses.nanoTime();
    for (int repetition = 1; ; repetition++) {
      Attempt attempt = attempt(texts, tokens, format);
      if (attempt instanceof Attempt.Broken broken) {
        throw new ModelUnavailableException(
            "%s cannot be used: %s".formatted(service, broken.sentence()));
      }
      if (!(attempt instanceof Attempt.Failed failed)) {
        if (away.compareAndSet(true, false)) {
          LOG.info("{} answers again", service);
        }
        return attempt;
      }
      Duration pause = policy.pause(repetition, random);
      if (!failed.leastWait().isZero()) {
        pause = failed.leastWait().plus(policy.pause(1, random));
        limiter.hold(failed.leastWait());
        observer.waited(pause);
      }
      Duration passed = Duration.ofNanos(pauses.nanoTime() - startNanos);
      if (repetition > policy.max() || passed.plus(pause).compareTo(policy.deadline()) > 0) {
        throw new ModelUnavailableException(
            ("%s is away: %d attempts in %d s; the next would be in %d s, the limit is %d retries"
                    + " in %d s. At last %s")
                .formatted(
                    service,
                    repetition,
                    passed.toSeconds(),
                    pause.toSeconds(),
                    policy.max(),
                    policy.deadline().toSeconds(),
                    failed.sentence()));
      }
      if (away.compareAndSet(false, true)) {
        LOG.warn(
            "{} fails: {}; trying again for up to {} s",
            service,
            failed.sentence(),
            policy.deadline().toSeconds());
      }
      observer.retried();
      pauses.sleep(pause);
    }
  }

  private Attempt attempt(List<String> texts, long tokens, VectorFormat format)
      throws InterruptedException {
    requireWanted();
    Duration held = limiter.acquire(tokens);
    if (!held.isZero()) {
      observer.waited(held);
      requireWanted();
    }
    observer.requestSent();
    long sentNanos = pauses.nanoTime();
    Attempt attempt = client.send(texts, tokens, format);
    if (attempt instanceof Attempt.Answered answered) {
      long counted = answered.tokens() < 0 ? tokens : answered.tokens();
      observer.answered(
          new RemoteObserver.Answer(
              texts.size(),
              counted,
              counted * pricePerToken,
              Duration.ofNanos(pauses.nanoTime() - sentNanos)));
    } else {
      requireWanted();
    }
    return attempt;
  }

  private void requireWanted() {
    if (abandoned) {
      throw new ModelUnavailableException("%s is no longer asked".formatted(service));
    }
  }

  /** Ends every wait, now and later, with {@link ModelUnavailableException}. */
  void abandon() {
    abandoned = true;
    pauses.end();
    client.cancelAll();
  }
}
