package io.glossa.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.topology.Route;
import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts by route, language and domain, with sums. A mean quality is that of the records that have
 * a score; null where none has.
 */
final class Statistics {

  private static final Set<String> SCORED =
      Set.of(Route.ENRICHED.label(), Route.REVIEW_QUALITY.label());

  /** A count of records, and of those among them that have a score. */
  private record Sum(long records, Tally scored) {

    static final Sum ZERO = new Sum(0, Tally.ZERO);

    static Sum of(TallyKey key, Tally tally) {
      return new Sum(tally.count(), SCORED.contains(key.route()) ? tally : Tally.ZERO);
    }

    Sum plus(Sum other) {
      return new Sum(records + other.records, scored.plus(other.scored));
    }

    void write(ObjectNode node) {
      node.put("count", records);
      if (scored.count() == 0) {
        node.putNull("meanQuality");
      } else {
        node.put("meanQuality", scored.qualitySum() / scored.count());
      }
    }
  }

  private final Map<TallyKey, Tally> tallies;

  Statistics(Map<TallyKey, Tally> tallies) {
    this.tallies = tallies;
  }

  ObjectNode write(ObjectNode body) {
    sums(key -> "total").getOrDefault("total", Sum.ZERO).write(body.putObject("total"));
    write(body.putArray("byRoute"), "route", sums(TallyKey::route));
    write(body.putArray("byLanguage"), "language", sums(TallyKey::language));
    write(body.putArray("byDomain"), "domain", sums(TallyKey::domain));
    ArrayNode all = body.putArray("tallies");
    for (TallyKey key : mostFirst(sums(Function.identity()), TallyKey::toString)) {
      ObjectNode node = all.addObject();
      node.put("route", key.route()).put("language", key.language()).put("domain", key.domain());
      Sum.of(key, tallies.getOrDefault(key, Tally.ZERO)).write(node);
    }
    return body;
  }

  private static void write(ArrayNode array, String field, Map<String, Sum> sums) {
    for (String name : mostFirst(sums, Function.identity())) {
      sums.getOrDefault(name, Sum.ZERO).write(array.addObject().put(field, name));
    }
  }

  private <K> Map<K, Sum> sums(Function<TallyKey, K> part) {
    Map<K, Sum> sums = new HashMap<>();
    tallies.forEach((key, tally) -> sums.merge(part.apply(key), Sum.of(key, tally), Sum::plus));
    return sums;
  }

  private static <K> List<K> mostFirst(Map<K, Sum> sums, Function<K, String> name) {
    return sums.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<K, Sum> e) -> -e.getValue().records())
                .thenComparing(e -> name.apply(e.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
