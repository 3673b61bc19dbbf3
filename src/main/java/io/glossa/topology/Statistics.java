package io.glossa.topology;

import org.apache.kafka.streams.state.KeyValueStore;

/** Counts per route, language and domain, in the statistics store. */
final class Statistics {

  private final KeyValueStore<String, Tally> store;

  Statistics(KeyValueStore<String, Tally> store) {
    this.store = store;
  }

  void count(TallyKey key, double qualityScore) {
    String name = key.toString();
    Tally before = store.get(name);
    store.put(name, (before == null ? Tally.ZERO : before).plus(new Tally(1, qualityScore)));
  }
}
