package io.glossa.topology;

import io.glossa.embedding.MicroBatcher;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology from start to an orderly end. */
public final class StreamRuntime implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StreamRuntime.class);

  /** A commit and a farewell to the group; without them stream threads would outlive the close. */
  private static final Duration LEAST_CLOSE = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final Drain drain;
  private final MicroBatcher batcher;
  private final GroupMembershipOperation membership;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A runtime that has not started.
   *
   * @param drain the drain that the topology was built with
   * @param batcher the batcher that the topology's enricher feeds; told to hurry while draining
   */
  public StreamRuntime(Topology topology, Properties config, Drain drain, MicroBatcher batcher) {
    this.streams = new KafkaStreams(topology, config, new GatedClients(drain.input()));
    this.drain = drain;
    this.batcher = batcher;
    // A static member keeps its place for its return; any other leaves, or its partitions would
    // wait for its session to expire.
    this.membership =
        config.keySet().stream().anyMatch(key -> key.toString().endsWith("group.instance.id"))
            ? GroupMembershipOperation.REMAIN_IN_GROUP
            : GroupMembershipOperation.LEAVE_GROUP;
    streams.setUncaughtExceptionHandler(this::stopFor);
    streams.setStateListener(
        (now, before) -> {
          log.info("stream is {}, was {}", now, before);
          if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
            ended.countDown();
          }
        });
  }

  public void start() {
    streams.start();
  }

  /** For queries. */
  public KafkaStreams streams() {
    return streams;
  }

  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /**
   * Waits until the stream runs.
   *
   * @return whether it did within the limit; false at once when it has ended
   */
  public boolean awaitRunning(Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    while (!isRunning()) {
      if (System.nanoTime() - endNanos >= 0 || ended.getCount() == 0) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  /** Waits until the stream has ended, by {@link #close()} or by a failure. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** What stopped a stream thread, if something did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * Finishes what is in flight, commits and closes. What is not finished within the limit stays in
   * the in-flight store and is taken up at the next start.
   *
   * @param limit for the drain, and again for the close, which has ten seconds at least
   * @return whether everything was finished and closed in time
   */
  public boolean drainAndClose(Duration limit) throws InterruptedException {
    drain.begin();
    log.info("draining, {} records in flight", drain.inFlight());
    batcher.urgent(true);
    boolean drained = !isRunning() || drain.await(limit);
    if (!drained) {
      log.warn(
          "{} records are still in flight after {}; they are taken up at the next start",
          drain.inFlight(),
          limit);
    }
    Duration closeLimit = limit.compareTo(LEAST_CLOSE) < 0 ? LEAST_CLOSE : limit;
    return streams.close(CloseOptions.timeout(closeLimit).withGroupMembershipOperation(membership))
        && drained;
  }

  /** Whether no stream thread runs any more: only then may what they use be closed. */
  public boolean hasEnded() {
    return streams.state().hasCompletedShutdown();
  }

  /** Closes without a drain; nothing is lost, what is in flight is taken up at the next start. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(Duration.ofSeconds(30)).withGroupMembershipOperation(membership));
    ended.countDown();
  }

  /** Awaits the end for at most the limit; whether it came. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private StreamThreadExceptionResponse stopFor(Throwable thrown) {
    failure.compareAndSet(null, thrown);
    log.error("a stream thread stopped; the stream is shut down, nothing is skipped", thrown);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
