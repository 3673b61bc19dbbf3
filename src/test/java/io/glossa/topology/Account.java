package io.glossa.topology;

import io.glossa.document.Origin;
import io.glossa.topology.OutputWitness.Sighting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a feed.
 *
 * @param fed events that were acknowledged
 * @param lost events without an output
 * @param duplicated outputs beyond the first of an event
 * @param outOfOrder outputs of a document after those of a newer version
 * @param foreign outputs of no event of the feed
 */
record Account(long fed, long lost, long duplicated, long outOfOrder, long foreign) {

  static Account of(Map<Origin, Long> fed, List<Sighting> sightings) {
    Set<Origin> seen = new HashSet<>();
    Map<String, Long> newest = new HashMap<>();
    long duplicated = 0;
    long outOfOrder = 0;
    long foreign = 0;
    for (Sighting sighting : sightings) {
      Long number = fed.get(sighting.origin());
      if (number == null) {
        foreign++;
      } else if (!seen.add(sighting.origin())) {
        duplicated++;
      } else {
        Long before = newest.put(sighting.id(), number);
        outOfOrder += before != null && before > number ? 1 : 0;
      }
    }
    return new Account(fed.size(), fed.size() - seen.size(), duplicated, outOfOrder, foreign);
  }
}
