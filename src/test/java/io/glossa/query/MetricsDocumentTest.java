package io.glossa.query;

import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.MicroBatcher;
import io.glossa.testkit.GoldenFile;
import io.glossa.testkit.ScriptedEmbedder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

  @Test
  void metricsDocumentListsEveryMetricOfGlossa() {
    try (Meters meters = new Meters();
        MicroBatcher batcher =
            new MicroBatcher(
                new ScriptedEmbedder(4, 16), BatchingPolicy.defaults(), BatchObserver.NONE)) {
      meters.watch(batcher);
      String text = meters.scrape();
      List<Meter> own =
          meters.registry().getMeters().stream()
              .filter(meter -> meter.getId().getName().startsWith("glossa."))
              .sorted(Comparator.comparing(meter -> name(meters, meter)))
              .toList();
      StringBuilder rows = new StringBuilder();
      String last = "";
      for (Meter meter : own) {
        String name = name(meters, meter);
        if (!name.equals(last)) {
          rows.append(row(meter, nameAndType(text, name), labels(own, meter)));
        }
        last = name;
      }
      GoldenFile.assertHolds(
          "docs/metrics.md",
          """
          # Metrics

          Generated from `Meters` and held by a test; `./mvnw test -Dtopology.update=true` writes it
          anew. `GET /metrics` answers them in Prometheus' text format. The names are public API.

          | metric | type | labels | what it says |
          |---|---|---|---|
          %s
          A histogram has the series `_bucket`, `_count`, `_sum` and `_max`. Times are in seconds.

          Beside these there are Kafka Streams' and its clients' own metrics (`kafka_*`) and those of
          the JVM (`jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`), by Micrometer's binders.
          """
              .formatted(rows));
    }
  }

  private static String row(Meter meter, String[] nameAndType, String labels) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(nameAndType[0], nameAndType[1], labels, meter.getId().getDescription());
  }

  private static String labels(List<Meter> all, Meter one) {
    return all.stream()
        .filter(meter -> meter.getId().getName().equals(one.getId().getName()))
        .flatMap(meter -> meter.getId().getTags().stream())
        .collect(
            Collectors.groupingBy(
                Tag::getKey,
                Collectors.mapping(
                    tag -> "`" + tag.getValue() + "`", Collectors.toCollection(TreeSet::new))))
        .entrySet()
        .stream()
        .map(entry -> "`" + entry.getKey() + "`: " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String name(Meters meters, Meter meter) {
    return meter.getId().getConventionName(meters.registry().config().namingConvention());
  }

  /** Name and type as Prometheus reads them: the scrape's own TYPE line. */
  private static String[] nameAndType(String scrape, String name) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("# TYPE " + name))
        .map(line -> line.substring("# TYPE ".length()).split(" ", 2))
        .filter(type -> type[0].equals(name) || type[0].equals(name + "_total"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in the scrape"));
  }
}
