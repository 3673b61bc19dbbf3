package io.glossa.query;

import io.glossa.topology.DocumentState;
import io.glossa.topology.Drain;
import io.glossa.topology.StoreNames;
import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a running {@link KafkaStreams}, read with Interactive Queries v2.
 *
 * <p>An id is looked for in every active partition of this instance, not only in the one that
 * Kafka's default partitioner names: producers in other languages partition otherwise.
 */
public final class KafkaStateView implements StateView {

  private final KafkaStreams streams;
  private final LocalStores stores;
  private final Drain drain;
  private final @Nullable HostInfo self;

  /**
   * A view of these streams; they need not have started.
   *
   * @param drain counts what is in flight
   * @param self what {@code application.server} says; null when it is not set, and then an id that
   *     another instance owns cannot be told from one that does not exist
   */
  public KafkaStateView(KafkaStreams streams, Drain drain, @Nullable HostInfo self) {
    this.streams = streams;
    this.stores = new LocalStores(streams);
    this.drain = drain;
    this.self = self;
  }

  @Override
  public Optional<StoredRecord> document(String id) {
    return this.<DocumentState>find(StoreNames.DOCUMENTS, id)
        .flatMap(DocumentState::published)
        .map(value -> new StoredRecord(id, value));
  }

  @Override
  public Optional<StoredRecord> review(String id) {
    return this.<byte[]>find(StoreNames.REVIEWS, id).map(value -> new StoredRecord(id, value));
  }

  @Override
  public Page reviews(@Nullable String after, PageLimit limit) {
    RangeQuery<String, byte[]> query =
        after == null ? RangeQuery.withNoBounds() : RangeQuery.withLowerBound(after);
    return stores.scan(
        StoreNames.REVIEWS,
        query.withAscendingKeys(),
        partitions ->
            new PageMerge(after, limit)
                .of(partitions.stream().map(KafkaStateView::records).toList()));
  }

  @Override
  public Map<TallyKey, Tally> tallies() {
    return stores.scan(
        StoreNames.STATISTICS,
        RangeQuery.<String, Tally>withNoBounds(),
        partitions -> {
          Map<TallyKey, Tally> sums = new HashMap<>();
          for (KeyValueIterator<String, Tally> partition : partitions) {
            partition.forEachRemaining(
                entry -> sums.merge(TallyKey.parse(entry.key), entry.value, Tally::plus));
          }
          return sums;
        });
  }

  @Override
  public StreamStatus status() {
    return new StreamStatus(
        streams.state().name(),
        drain.inFlight(),
        streams.metadataForLocalThreads().stream()
            .sorted(Comparator.comparing(ThreadMetadata::threadName))
            .map(KafkaStateView::thread)
            .toList());
  }

  private static StreamStatus.ThreadStatus thread(ThreadMetadata thread) {
    return new StreamStatus.ThreadStatus(
        thread.threadName(),
        thread.threadState(),
        ids(thread.activeTasks()),
        ids(thread.standbyTasks()),
        thread.activeTasks().stream()
            .flatMap(task -> task.topicPartitions().stream())
            .map(Object::toString)
            .sorted()
            .toList());
  }

  private static List<String> ids(Set<TaskMetadata> tasks) {
    return tasks.stream().map(TaskMetadata::taskId).sorted().map(Object::toString).toList();
  }

  private <V> Optional<V> find(String store, String id) {
    for (@Nullable V value : stores.answers(store, KeyQuery.<String, V>withKey(id))) {
      if (value != null) {
        return Optional.of(value);
      }
    }
    requireOwned(store, id);
    stores.requireRunning();
    return Optional.empty();
  }

  private void requireOwned(String store, String id) {
    if (self == null) {
      return;
    }
    KeyQueryMetadata metadata =
        streams.queryMetadataForKey(store, id, Serdes.String().serializer());
    if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new StoreUnavailableException("the owner of document '" + id + "' is not known yet");
    }
    HostInfo owner = metadata.activeHost();
    if (!owner.equals(self)) {
      throw new KeyElsewhereException(id, owner.host(), owner.port());
    }
  }

  private static Iterator<StoredRecord> records(KeyValueIterator<String, byte[]> partition) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return partition.hasNext();
      }

      @Override
      public StoredRecord next() {
        KeyValue<String, byte[]> entry = partition.next();
        return new StoredRecord(entry.key, entry.value);
      }
    };
  }
}
