package io.glossa.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
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
 * <p>A stream thread waits for the model only so long at a record. What the model has no room for
 * then is handed in chunk by chunk from the punctuation, and until that is done the partition is
 * paused ({@link InputGate}): a document of thousands of chunks holds up its own task, not the
 * others of the thread, nor the transaction.
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
  private final Waits waits;

  private final InFlightQueue inFlight = new InFlightQueue();
  private long nextSequence;
  private @Nullable TopicPartition partition;
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
      StreamObserver observer,
      Waits waits) {
    this.settlement = settlement;
    this.reader = reader;
    this.policy = policy;
    this.drain = drain;
    this.observer = observer;
    this.waits = waits;
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
      // Handed in from the punctuation: a task that starts does not wait for the model.
      enqueue(entry.key, read(entry.value.arrival()), null);
      nextSequence = entry.value.sequence() + 1;
    }
    if (!left.isEmpty()) {
      observer.resubmitted(left.size());
      holdOrRelease();
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
    boolean paused = isHeld();
    Waits.Patience patience = waits.patience(patience(paused));
    Settling work = paused ? null : settlement.begin(submission);
    if (work != null && inFlight.isEmpty()) {
      advance(work, patience);
      if (work.settlement().isDone()) {
        forward(join(work.settlement()), Duration.ZERO);
        return;
      }
    }
    int slot = inFlight.freeSlot();
    connected().store().put(slot, new QueuedArrival(nextSequence++, submission.arrival()));
    enqueue(slot, submission, work);
    handIn(patience);
    forwardFinished();
    while (isToFinishFirst() && forwardFirst(patience)) {
      handIn(patience);
    }
    holdOrRelease();
    startTicking();
  }

  @Override
  public void close() {
    stopTicking();
    observer.inFlightChanged(-inFlight.size());
    inFlight.clear();
    if (partition != null) {
      drain.input().release(partition);
    }
    if (connected != null) {
      connected.work().leave();
      connected = null;
    }
  }

  /**
   * How long a record may keep the stream thread. Not at all when the partition is paused: these
   * are records that were read before. For ever when nobody can pause it.
   */
  private Duration patience(boolean paused) {
    if (!drain.input().isAttached()) {
      return Waits.FOREVER;
    }
    return paused ? Duration.ZERO : policy.patience();
  }

  private boolean isHeld() {
    return partition != null && drain.input().isHeld(partition);
  }

  private boolean isToFinishFirst() {
    return inFlight.exceeds(policy) || (drain.hasBegun() && !inFlight.isEmpty());
  }

  /** Pauses the partition while more is there than the model takes. */
  private void holdOrRelease() {
    if (partition == null || !drain.input().isAttached()) {
      return;
    }
    if (inFlight.firstBehind() != null || inFlight.exceeds(policy)) {
      drain.input().hold(partition);
    } else {
      drain.input().release(partition);
    }
  }

  /** Hands to the model, in order of arrival, what there is room for. */
  private void handIn(Waits.Patience patience) {
    for (InFlight next = inFlight.firstBehind();
        next != null && (next.work() != null || inFlight.admits(next, policy));
        next = inFlight.firstBehind()) {
      Settling work = next.work();
      if (work == null) {
        work = settlement.begin(read(connected().store().get(next.slot()).arrival()));
        next.begin(work);
        inFlight.begun(next);
      }
      if (!advance(work, patience)) {
        return;
      }
      inFlight.caughtUp();
    }
  }

  private Submission read(Arrival arrival) {
    return new Submission(arrival, reader.apply(arrival));
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

  private void enqueue(int slot, Submission submission, @Nullable Settling work) {
    Arrival arrival = submission.arrival();
    partition = new TopicPartition(arrival.origin().topic(), arrival.origin().partition());
    inFlight.add(
        new InFlight(
            slot,
            arrival.id(),
            settlement.fingerprint(submission.intake()),
            arrival.bytes(),
            work));
    changeInFlight(1);
  }

  private void forwardFinished() {
    for (InFlight first = inFlight.first();
        first != null && first.isDone();
        first = inFlight.first()) {
      forwardFirst(first, Objects.requireNonNull(first.work()));
    }
  }

  /** Forwards the oldest record, waiting for it within the patience; whether it did. */
  private boolean forwardFirst(Waits.Patience patience) {
    InFlight first = inFlight.first();
    Settling work = first == null ? null : first.work();
    if (first == null || work == null) {
      return false;
    }
    try {
      if (!waits.await(work.settlement(), patience.left())) {
        return false;
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    forwardFirst(first, work);
    return true;
  }

  /** Forwards the oldest record, which is done, and takes it out of the store. */
  private void forwardFirst(InFlight first, Settling work) {
    forward(join(work.settlement()), first.age());
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
    // A short wait keeps a quick model at work while a document of many chunks is handed in.
    handIn(waits.patience(policy.tick()));
    forwardFinished();
    holdOrRelease();
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

  private static boolean advance(Settling work, Waits.Patience patience) {
    try {
      return work.advance(patience.left());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** What came of it; it is done. A failure is never about the document: the stream must stop. */
  private static Settlement join(CompletableFuture<Settlement> outcome) {
    try {
      return outcome.join();
    } catch (CompletionException e) {
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
