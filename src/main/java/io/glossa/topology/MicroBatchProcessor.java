package io.glossa.topology;

import io.glossa.topology.EnrichmentTopology.Submitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Operator {@code enrich}: hands records to the micro-batcher and forwards their outcomes in the
 * order of arrival.
 *
 * <p>Commits do not wait for the model. What is in flight at a commit is in the logged in-flight
 * store, committed with the offsets that lie behind it; a task that starts submits what it finds
 * there again. A record leaves the store in the same transaction that carries its outcome. Hence
 * nothing is lost and, under exactly-once, nothing comes twice.
 */
final class MicroBatchProcessor implements Processor<byte[], Submission, byte[], Settlement> {

  private final Submitter submitter;
  private final Function<Arrival, Intake> reader;
  private final InFlightPolicy policy;
  private final Drain drain;
  private final StreamObserver observer;

  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private long bytesInFlight;
  private long nextSequence;
  private @Nullable Cancellable ticking;
  private @Nullable Connected connected;

  /**
   * The operator of one task.
   *
   * @param reader reads again what the in-flight store kept as bytes
   */
  MicroBatchProcessor(
      Submitter submitter,
      Function<Arrival, Intake> reader,
      InFlightPolicy policy,
      Drain drain,
      StreamObserver observer) {
    this.submitter = submitter;
    this.reader = reader;
    this.policy = policy;
    this.drain = drain;
    this.observer = observer;
  }

  private record Connected(
      ProcessorContext<byte[], Settlement> context, KeyValueStore<Long, Arrival> store) {}

  @Override
  public void init(ProcessorContext<byte[], Settlement> context) {
    KeyValueStore<Long, Arrival> store = context.getStateStore(StoreNames.IN_FLIGHT);
    connected = new Connected(context, store);
    Map<Long, Arrival> left = new TreeMap<>();
    try (KeyValueIterator<Long, Arrival> all = store.all()) {
      all.forEachRemaining(entry -> left.put(entry.key, entry.value));
    }
    left.forEach(
        (sequence, arrival) -> {
          enqueue(sequence, arrival, submit(new Submission(arrival, reader.apply(arrival))));
          nextSequence = sequence + 1;
        });
    if (!left.isEmpty()) {
      observer.resubmitted(left.size());
      startTicking();
    }
  }

  @Override
  public void process(Record<byte[], Submission> record) {
    Submission submission = record.value();
    CompletableFuture<Settlement> settlement = submit(submission);
    if (inFlight.isEmpty() && settlement.isDone()) {
      forward(join(settlement), Duration.ZERO);
      return;
    }
    Arrival arrival = submission.arrival();
    connected().store().put(nextSequence, arrival);
    enqueue(nextSequence++, arrival, settlement);
    forwardFinished();
    while (isOverFull() || (drain.hasBegun() && !inFlight.isEmpty())) {
      forwardFirst();
    }
    startTicking();
  }

  @Override
  public void close() {
    stopTicking();
    changeInFlight(-inFlight.size());
    inFlight.clear();
    bytesInFlight = 0;
  }

  private void enqueue(long sequence, Arrival arrival, CompletableFuture<Settlement> settlement) {
    inFlight.add(new InFlight(sequence, arrival.bytes(), settlement, System.nanoTime()));
    bytesInFlight += arrival.bytes();
    changeInFlight(1);
  }

  private boolean isOverFull() {
    return inFlight.size() > policy.maxRecords()
        || (bytesInFlight > policy.maxBytes() && inFlight.size() > 1);
  }

  private void forwardFinished() {
    for (InFlight first = inFlight.peek();
        first != null && first.settlement().isDone();
        first = inFlight.peek()) {
      forwardFirst();
    }
  }

  /** Forwards the oldest record, waiting for it if need be, and takes it out of the store. */
  private void forwardFirst() {
    InFlight first = inFlight.element();
    forward(join(first.settlement()), first.age());
    connected().store().delete(first.sequence());
    inFlight.remove();
    bytesInFlight -= first.bytes();
    changeInFlight(-1);
  }

  private void forward(Settlement settlement, Duration age) {
    Arrival arrival = settlement.arrival();
    connected()
        .context()
        .forward(new Record<>(arrival.key(), settlement, arrival.timestamp(), arrival.headers()));
    observer.settled(settlement.result().route(), age);
  }

  /** Ticks only while something is in flight: a standing punctuation commits an idle task. */
  private void startTicking() {
    if (ticking == null && !inFlight.isEmpty()) {
      ticking =
          connected()
              .context()
              .schedule(policy.tick(), PunctuationType.WALL_CLOCK_TIME, now -> tick());
    }
  }

  private void tick() {
    forwardFinished();
    if (inFlight.isEmpty()) {
      stopTicking();
    }
  }

  private void stopTicking() {
    if (ticking != null) {
      ticking.cancel();
      ticking = null;
    }
  }

  private void changeInFlight(int difference) {
    drain.changeInFlight(difference);
    observer.inFlightChanged(difference);
  }

  private CompletableFuture<Settlement> submit(Submission submission) {
    try {
      return submitter.submit(submission);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Waits for an outcome. A failed future is never about the document: the stream must stop. */
  private static Settlement join(CompletableFuture<Settlement> settlement) {
    try {
      return settlement.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new StreamsException("the enrichment stopped working", e.getCause());
    }
  }

  private Connected connected() {
    if (connected == null) {
      throw new IllegalStateException("used before init");
    }
    return connected;
  }
}
