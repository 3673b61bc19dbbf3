package io.glossa.cli.audit;

import io.glossa.topology.Route;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input record and what has come out of it so far. */
final class AuditedEvent {

  final String id;
  final boolean unchanged;
  private final Map<Route, Integer> outcomes = new EnumMap<>(Route.class);
  private @Nullable BitSet chunks;
  private boolean chunkTwice;

  AuditedEvent(String id, boolean unchanged) {
    this.id = id;
    this.unchanged = unchanged;
  }

  void outcome(Route route) {
    outcomes.merge(route, 1, Integer::sum);
  }

  void chunk(int ordinal) {
    BitSet seen = chunks == null ? new BitSet() : chunks;
    chunks = seen;
    chunkTwice |= seen.get(ordinal);
    seen.set(ordinal);
  }

  int outcomes() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  boolean has(Route route) {
    return outcomes.containsKey(route);
  }

  boolean isDuplicated() {
    return outcomes() > 1 || chunkTwice;
  }

  /** An enriched document has chunks from 0 on without a gap. */
  boolean lacksChunks() {
    return has(Route.ENRICHED)
        && (chunks == null || chunks.isEmpty() || chunks.nextClearBit(0) < chunks.length());
  }

  /** The outcome, when there is exactly one kind. */
  @Nullable Route route() {
    if (outcomes.isEmpty()) {
      return unchanged ? Route.UNCHANGED : null;
    }
    return outcomes.keySet().iterator().next();
  }
}
