package io.glossa.cli.audit;

import io.glossa.cli.audit.AuditReport.Kind;
import io.glossa.cli.audit.AuditReport.Problem;
import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.DocumentLimits;
import io.glossa.document.Origin;
import io.glossa.topology.OutputHeaders;
import io.glossa.topology.Route;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sets every input record against the output records that name it as their origin. Keeps about 200
 * bytes for each input record. Not thread-safe.
 *
 * <p>An input record without an outcome is in order when it is unchanged: the version before it,
 * under the same key, had the same content and was fit to be enriched. At or past the offset that
 * the stream has committed it is pending, whatever its content: the stream has yet to judge it.
 */
public final class AuditLedger {

  private final Wire wire;
  private final DocumentLimits limits;
  private final Map<Integer, TreeMap<Long, AuditedEvent>> events = new TreeMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private final Map<Integer, Long> begins = new HashMap<>();
  private Map<Integer, Long> committed = Map.of();
  private final Map<String, String> lastHash = new HashMap<>();
  private final Map<String, Long> lastOffset = new HashMap<>();
  private final List<Problem> disorder = new ArrayList<>();

  /** An output record that came before its input record was read. */
  private record Early(Origin origin, Route route, int chunk, String id, String where) {}

  private final List<Early> early = new ArrayList<>();

  public AuditLedger(Wire wire, DocumentLimits limits) {
    this.wire = wire;
    this.limits = limits;
  }

  /** Says where a partition of the input begins now; older records are gone and not asked for. */
  public void begin(int partition, long offset) {
    begins.put(partition, offset);
  }

  /**
   * Says how far the stream has come in the input. Must have been asked before the outputs are
   * read, or an outcome that falls between the two is taken for lost.
   *
   * @param offsets the offset that is read next, by partition; a partition that is absent has not
   *     been begun
   */
  public void committed(Map<Integer, Long> offsets) {
    committed = Map.copyOf(offsets);
  }

  /** Takes an input record. */
  public void input(ConsumerRecord<byte[], byte[]> record) {
    String id = text(record.key());
    events
        .computeIfAbsent(record.partition(), p -> new TreeMap<>())
        .put(record.offset(), new AuditedEvent(id, isUnchanged(record, id)));
    ends.put(record.partition(), record.offset());
  }

  /**
   * Takes a record of an output topic other than that of chunks.
   *
   * @param route what standing in this topic means; deletions are told by their missing value
   */
  public void output(Route route, ConsumerRecord<byte[], byte[]> record) {
    Route actual = route == Route.ENRICHED && record.value() == null ? Route.DELETED : route;
    Optional<Origin> origin =
        route == Route.DEAD_LETTER ? deadOrigin(record.headers()) : origin(record.headers());
    String id = text(record.key());
    String where = where(record);
    if (origin.isEmpty()) {
      disorder.add(new Problem(Kind.UNACCOUNTED, id, where));
      return;
    }
    if (route != Route.DEAD_LETTER) {
      checkOrder(record.topic(), id, origin.get());
    }
    assign(new Early(origin.get(), actual, -1, id, where));
  }

  /** Takes a record of the topic of chunks. */
  public void chunk(ConsumerRecord<byte[], byte[]> record) {
    String key = text(record.key());
    Optional<Origin> origin = origin(record.headers());
    int hash = key.lastIndexOf('#');
    if (origin.isEmpty() || hash < 0) {
      disorder.add(new Problem(Kind.UNACCOUNTED, key, where(record)));
      return;
    }
    checkOrder(record.topic(), key, origin.get());
    if (record.value() != null) {
      int ordinal = Integer.parseInt(key.substring(hash + 1));
      assign(new Early(origin.get(), Route.ENRICHED, ordinal, key, where(record)));
    }
  }

  /**
   * The account so far. May be asked for again after more records.
   *
   * @param compacted whether an outcome may have been compacted away by that of a newer version
   */
  public AuditReport report(boolean compacted) {
    List<Early> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::assign);
    List<Problem> problems = new ArrayList<>(disorder);
    for (Early output : early) {
      // Beyond the last input record that was read: the input has gone on meanwhile.
      if (output.origin().offset() <= ends.getOrDefault(output.origin().partition(), -1L)) {
        problems.add(new Problem(Kind.UNACCOUNTED, output.id(), output.where()));
      }
    }
    Map<Route, Long> routes = new EnumMap<>(Route.class);
    long count = 0;
    long pending = 0;
    long superseded = 0;
    for (Map.Entry<Integer, TreeMap<Long, AuditedEvent>> partition : events.entrySet()) {
      Map<String, Long> newest = compacted ? newestPublished(partition.getValue()) : Map.of();
      long taken = committed.getOrDefault(partition.getKey(), 0L);
      for (Map.Entry<Long, AuditedEvent> entry : partition.getValue().entrySet()) {
        AuditedEvent event = entry.getValue();
        count++;
        Route route = event.route();
        String where = partition.getKey() + "@" + entry.getKey();
        boolean newer = newest.getOrDefault(event.id, -1L) > entry.getKey();
        if (event.outcomes() == 0 && !newer && entry.getKey() >= taken) {
          pending++;
        } else if (route != null) {
          routes.merge(route, 1L, Long::sum);
        } else if (newer) {
          superseded++;
        } else {
          problems.add(new Problem(Kind.LOST, event.id, where));
        }
        if (event.isDuplicated()) {
          problems.add(new Problem(Kind.DUPLICATED, event.id, where));
        }
        if (event.lacksChunks() && !newer) {
          problems.add(new Problem(Kind.LOST, event.id + " (chunks)", where));
        }
      }
    }
    return new AuditReport(count, routes, pending, superseded, problems);
  }

  private static Map<String, Long> newestPublished(Map<Long, AuditedEvent> partition) {
    Map<String, Long> newest = new HashMap<>();
    partition.forEach(
        (offset, event) -> {
          if (event.has(Route.ENRICHED) || event.has(Route.DELETED)) {
            newest.put(event.id, offset);
          }
        });
    return newest;
  }

  private void assign(Early output) {
    Origin origin = output.origin();
    if (origin.offset() < begins.getOrDefault(origin.partition(), 0L)) {
      return;
    }
    TreeMap<Long, AuditedEvent> partition = events.get(origin.partition());
    AuditedEvent event = partition == null ? null : partition.get(origin.offset());
    if (event == null) {
      early.add(output);
    } else if (output.chunk() >= 0) {
      event.chunk(output.chunk());
    } else {
      event.outcome(output.route());
    }
  }

  private void checkOrder(String topic, String id, Origin origin) {
    Long last = lastOffset.put(topic + "/" + origin.partition() + "/" + id, origin.offset());
    if (last != null && last > origin.offset()) {
      disorder.add(new Problem(Kind.OUT_OF_ORDER, id, origin.toString()));
    }
  }

  /** Follows what the stream remembers of a document: the content that was last accepted. */
  private boolean isUnchanged(ConsumerRecord<byte[], byte[]> record, String id) {
    String key = record.partition() + "/" + id;
    if (record.value() == null) {
      lastHash.remove(key);
      return false;
    }
    Document document;
    try {
      document = wire.readDocument(record.topic(), record.value());
    } catch (UndecodableRecordException e) {
      return false;
    }
    if (record.key() == null || !id.equals(document.id())) {
      return false;
    }
    if (limits.violation(document).isPresent()) {
      lastHash.remove(key);
      return false;
    }
    String hash = ContentHash.of(document).hex();
    return hash.equals(lastHash.put(key, hash));
  }

  private static Optional<Origin> origin(Headers headers) {
    return header(headers, OutputHeaders.ORIGIN).map(Origin::parse);
  }

  private static Optional<Origin> deadOrigin(Headers headers) {
    Optional<String> partition = header(headers, OutputHeaders.ERROR_PARTITION);
    Optional<String> offset = header(headers, OutputHeaders.ERROR_OFFSET);
    return header(headers, OutputHeaders.ERROR_TOPIC)
        .filter(topic -> partition.isPresent() && offset.isPresent())
        .map(
            topic ->
                new Origin(
                    topic,
                    Integer.parseInt(partition.orElseThrow()),
                    Long.parseLong(offset.orElseThrow())));
  }

  private static Optional<String> header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? Optional.empty() : Optional.of(text(header.value()));
  }

  private static String where(ConsumerRecord<byte[], byte[]> record) {
    return new Origin(record.topic(), record.partition(), record.offset()).toString();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
