package io.glossa.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KeyValue;
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
 * Operator {@code enrich}: skips what is unchanged, hands the rest to the micro-batcher and
 * forwards outcomes in the order of arrival.
 *
 * <p>Commits do not wait for the model. What is in flight at a commit is in the logged in-flight
 * store, committed with the offsets that lie behind it; a task that starts submits what it finds
 * there again. A record leaves the store in the same transaction that carries its outcome. Hence
 * nothing is lost and, under exactly-once, nothing comes twice.
 */
final class MicroBatchProcessor implements Processor<byte[], Submission, byte[], Settlement> {

  private final SettlementStage settlement;
  private final Function<Arrival, Intake> reader;
  private final InFlightPolicy policy;
  private final Drain drain;
  private final StreamObserver observer;

  private final InFlightQueue inFlight = new InFlightQueue();
  private long nextSequence;
  private @Nullable Cancellable ticking;
  private @Nullable Connected connected;

  /**
   * The operator of one task.
   *
   * @param reader reads again what the in-flight store kept as bytes
   */
  MicroBatchProcessor(
      SettlementStage settlement,
      Function<Arrival, Intake> reader,
      InFlightPolicy policy,
      Drain drain,
      StreamObserver observer) {
    this.settlement = settlement;
    this.reader = reader;
    this.policy = policy;
    this.drain = drain;
    this.observer = observer;
  }

  private record Connected(
      ProcessorContext<byte[], Settlement> context,
      KeyValueStore<Integer, QueuedArrival> store,
      KeyValueStore<String, DocumentState> documents,
      Drain.Task work) {}

  @Override
  public void init(ProcessorContext<byte[], Settlement> context) {
    connected =
        new Connected(
            context,
            context.getStateStore(StoreNames.IN_FLIGHT),
            context.getStateStore(StoreNames.DOCUMENTS),
            drain.join());
    List<KeyValue<Integer, QueuedArrival>> left = new ArrayList<>();
    try (KeyValueIterator<Integer, QueuedArrival> all = connected().store().all()) {
      all.forEachRemaining(left::add);
    }
    left.sort(Comparator.comparingLong(entry -> entry.value.sequence()));
    for (KeyValue<Integer, QueuedArrival> entry : left) {
      Arrival arrival = entry.value.arrival();
      Submission submission = new Submission(arrival, reader.apply(arrival));
      enqueue(entry.key, submission, submit(submission));
      nextSequence = entry.value.sequence() + 1;
    }
    if (!left.isEmpty()) {
      observer.resubmitted(left.size());
      startTicking();
    }
  }

  @Override
  public void process(Record<byte[], Submission> record) {
    Submission submission = record.value();
    if (submission.intake() instanceof Intake.Oversized oversized) {
      // Past the order, which it does not touch: no store takes it.
      Settlement.Result letter = new Settlement.DeadLetter(oversized.cause());
      forward(new Settlement(submission.arrival(), letter), Duration.ZERO);
      return;
    }
    if (isUnchanged(submission)) {
      Settlement unchanged = new Settlement(submission.arrival(), new Settlement.Unchanged());
      forward(unchanged, Duration.ZERO);
      return;
    }
    CompletableFuture<Settlement> outcome = submit(submission);
    if (inFlight.isEmpty() && outcome.isDone()) {
      forward(join(outcome), Duration.ZERO);
      return;
    }
    int slot = inFlight.freeSlot();
    connected().store().put(slot, new QueuedArrival(nextSequence++, submission.arrival()));
    enqueue(slot, submission, outcome);
    forwardFinished();
    while (inFlight.exceeds(policy) || (drain.hasBegun() && !inFlight.isEmpty())) {
      forwardFirst();
    }
    startTicking();
  }

  @Override
  public void close() {
    stopTicking();
    observer.inFlightChanged(-inFlight.size());
    inFlight.clear();
    if (connected != null) {
      connected.work().leave();
      connected = null;
    }
  }

  /**
   * Compares with the newest version, which may be in flight still: when that one fails, its twin
   * has failed with it, and the content may be sent again.
   */
  private boolean isUnchanged(Submission submission) {
    String fingerprint = settlement.fingerprint(submission.intake());
    if (fingerprint.isEmpty()) {
      return false;
    }
    String id = submission.arrival().id();
    return fingerprint.equals(
        inFlight.newestFingerprint(id).orElseGet(() -> settledFingerprint(id)));
  }

  private String settledFingerprint(String id) {
    DocumentState state = connected().documents().get(id);
    return state == null ? "" : state.fingerprint();
  }

  private void enqueue(int slot, Submission submission, CompletableFuture<Settlement> outcome) {
    Arrival arrival = submission.arrival();
    inFlight.add(
        new InFlight(
            slot,
            arrival.id(),
            settlement.fingerprint(submission.intake()),
            arrival.bytes(),
            outcome,
            System.nanoTime()));
    changeInFlight(1);
  }

  private void forwardFinished() {
    for (InFlight first = inFlight.first();
        first != null && first.settlement().isDone();
        first = inFlight.first()) {
      forwardFirst();
    }
  }

  /** Forwards the oldest record, waiting for it if need be, and takes it out of the store. */
  private void forwardFirst() {
    InFlight first = inFlight.first();
    if (first == null) {
      return;
    }
    forward(join(first.settlement()), first.age());
    connected().store().delete(first.slot());
    inFlight.removeFirst();
    changeInFlight(-1);
  }

  private void forward(Settlement outcome, Duration age) {
    Arrival arrival = outcome.arrival();
    connected()
        .context()
        .forward(new Record<>(arrival.key(), outcome, arrival.timestamp(), arrival.headers()));
    observer.settled(outcome.result().route(), age);
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
    connected().work().changed(inFlight.size());
    observer.inFlightChanged(difference);
  }

  private CompletableFuture<Settlement> submit(Submission submission) {
    try {
      return settlement.settle(submission);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Waits for an outcome. A failed future is never about the document: the stream must stop. */
  private static Settlement join(CompletableFuture<Settlement> outcome) {
    try {
      return outcome.get();
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
