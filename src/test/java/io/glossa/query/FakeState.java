package io.glossa.query;

import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores in memory. The value of a record is its JSON. */
final class FakeState implements StateView {

  private static final StreamStatus RUNNING = new StreamStatus("RUNNING", 0, List.of());

  final Map<String, String> documents = new HashMap<>();
  final TreeMap<String, String> reviews = new TreeMap<>();
  final Map<TallyKey, Tally> tallies = new HashMap<>();
  volatile StreamStatus status = RUNNING;
  volatile @Nullable RuntimeException failure;

  void reset() {
    documents.clear();
    reviews.clear();
    tallies.clear();
    status = RUNNING;
    failure = null;
  }

  @Override
  public Optional<StoredRecord> document(String id) {
    return find(documents, id);
  }

  @Override
  public Optional<StoredRecord> review(String id) {
    return find(reviews, id);
  }

  @Override
  public Page reviews(@Nullable String after, PageLimit limit) {
    failIfTold();
    return new PageMerge(after, limit)
        .of(
            List.of(
                reviews.entrySet().stream()
                    .filter(e -> after == null || e.getKey().compareTo(after) >= 0)
                    .map(e -> record(e.getKey(), e.getValue()))
                    .iterator()));
  }

  @Override
  public Map<TallyKey, Tally> tallies() {
    failIfTold();
    return tallies;
  }

  @Override
  public StreamStatus status() {
    return status;
  }

  static StoredRecord record(String id, String json) {
    return new StoredRecord(id, json.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<StoredRecord> find(Map<String, String> store, String id) {
    failIfTold();
    return Optional.ofNullable(store.get(id)).map(json -> record(id, json));
  }

  private void failIfTold() {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
