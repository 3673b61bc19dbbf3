package io.glossa.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Asks the active partitions of this instance; what keeps them from answering is an exception. */
final class LocalStores {

  private final KafkaStreams streams;

  LocalStores(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * While the stream is not running, partitions may be missing from the answers of a query: what is
   * found is true, what is not found is not known.
   */
  void requireRunning() {
    KafkaStreams.State state = streams.state();
    if (state != KafkaStreams.State.RUNNING) {
      throw new StoreUnavailableException("the stream is " + state + "; it must be RUNNING");
    }
  }

  /**
   * Reads over all active partitions and closes their iterators. A store that closes meanwhile is
   * not available.
   *
   * @param read from the iterators, one for each partition, to the answer
   */
  <V, T> T scan(
      String store,
      RangeQuery<String, V> query,
      Function<List<KeyValueIterator<String, V>>, T> read) {
    requireRunning();
    List<KeyValueIterator<String, V>> partitions = answers(store, query);
    try {
      return read.apply(partitions);
    } catch (InvalidStateStoreException e) {
      throw new StoreUnavailableException("the stream is " + streams.state(), e);
    } finally {
      partitions.forEach(KeyValueIterator::close);
    }
  }

  /** What each active partition of this instance answers; null where a key has no value. */
  <R> List<R> answers(String store, Query<R> query) {
    Map<Integer, QueryResult<R>> results;
    try {
      results =
          streams
              .query(StateQueryRequest.inStore(store).withQuery(query).requireActive())
              .getPartitionResults();
    } catch (UnknownStateStoreException e) {
      throw e;
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new StoreUnavailableException("the stream is " + streams.state(), e);
    }
    List<R> answers = new ArrayList<>();
    StoreUnavailableException failure = null;
    for (Map.Entry<Integer, QueryResult<R>> partition : results.entrySet()) {
      QueryResult<R> result = partition.getValue();
      if (result.isSuccess()) {
        answers.add(result.getResult());
      } else if (result.getFailureReason() != FailureReason.NOT_ACTIVE) {
        failure =
            new StoreUnavailableException(
                "partition %d of store %s does not answer: %s"
                    .formatted(partition.getKey(), store, result.getFailureReason()));
      }
    }
    if (failure != null) {
      answers.forEach(LocalStores::closeIterator);
      throw failure;
    }
    return answers;
  }

  private static void closeIterator(@Nullable Object answer) {
    if (answer instanceof KeyValueIterator<?, ?> iterator) {
      iterator.close();
    }
  }
}
