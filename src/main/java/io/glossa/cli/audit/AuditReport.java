package io.glossa.cli.audit;

import io.glossa.topology.Route;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the input.
 *
 * @param events input records
 * @param routes input records by their outcome
 * @param pending records without an outcome that the stream has not taken yet
 * @param superseded records without an outcome of their own whose newer version has one; counted
 *     only where compaction may have removed it
 * @param problems what must not be
 */
public record AuditReport(
    long events, Map<Route, Long> routes, long pending, long superseded, List<Problem> problems) {

  /** What can be wrong. */
  public enum Kind {
    /** An input record that the stream has taken has no outcome. */
    LOST,
    /** An input record has two outcomes, or an outcome was written twice. */
    DUPLICATED,
    /** An output record says no origin, or one that the input does not have. */
    UNACCOUNTED,
    /** Outcomes of one document stand in another order than its versions. */
    OUT_OF_ORDER
  }

  /**
   * One thing that must not be.
   *
   * @param kind what it is
   * @param id key of the record
   * @param where the input record; the output record when it is unaccounted
   */
  public record Problem(Kind kind, String id, String where) {}

  public AuditReport {
    Map<Route, Long> counts = new EnumMap<>(Route.class);
    counts.putAll(routes);
    routes = Collections.unmodifiableMap(counts);
    problems = List.copyOf(problems);
  }

  public long count(Route route) {
    return routes.getOrDefault(route, 0L);
  }

  public long count(Kind kind) {
    return problems.stream().filter(problem -> problem.kind() == kind).count();
  }

  /** Whether records still lack an outcome that may come. */
  public boolean isIncomplete() {
    return pending > 0 || count(Kind.LOST) > 0;
  }

  /** Whether every record is accounted for; one that waits is not. */
  public boolean isClean() {
    return problems.isEmpty() && pending == 0;
  }
}
