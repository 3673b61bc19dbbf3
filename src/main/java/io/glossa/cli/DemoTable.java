package io.glossa.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.Settings;
import io.glossa.topology.Route;
import io.glossa.topology.TopicNames;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Shows what came out, a line for each output record. */
final class DemoTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final Wire wire;

  DemoTable(Settings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
  }

  private record Line(String route, String id, String language, String score, String what) {}

  void print(PrintWriter out) {
    TopicNames names = settings.topics();
    List<Line> lines = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(
            KafkaClients.reader(settings),
            List.of(
                names.enrichedDocuments(),
                names.reviewQuality(),
                names.reviewFailed(),
                names.deadLetters()))) {
      reader.readToEnd(record -> lines.add(line(record)));
    }
    lines.sort(Comparator.comparing(Line::route).thenComparing(Line::id));
    out.printf("%-15s %-18s %-5s %5s  %s%n", "ROUTE", "ID", "LANG", "SCORE", "WHAT");
    lines.forEach(
        line ->
            out.printf(
                "%-15s %-18s %-5s %5s  %s%n",
                line.route(), line.id(), line.language(), line.score(), line.what()));
    out.flush();
  }

  private Line line(ConsumerRecord<byte[], byte[]> record) {
    TopicNames names = settings.topics();
    String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (record.topic().equals(names.deadLetters())) {
      return new Line(Route.DEAD_LETTER.label(), id, "", "", reason(record));
    }
    if (record.value() == null) {
      return new Line(Route.DELETED.label(), id, "", "", "tombstone");
    }
    JsonNode json = json(record);
    if (record.topic().equals(names.enrichedDocuments())) {
      return new Line(Route.ENRICHED.label(), id, language(json), score(json), described(json));
    }
    if (record.topic().equals(names.reviewQuality())) {
      return new Line(
          Route.REVIEW_QUALITY.label(),
          id,
          language(json.path("enrichment")),
          score(json),
          joined(json.path("quality").path("reasons"), "code"));
    }
    return new Line(
        Route.REVIEW_FAILED.label(),
        id,
        "",
        "",
        json.path("reason").asText() + ": " + json.path("detail").asText());
  }

  private JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(wire.toJson(record.topic(), record.value(), false));
    } catch (UndecodableRecordException e) {
      throw new IllegalStateException("an output record that cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader("__streams.errors.message");
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String language(JsonNode document) {
    return document.path("semantics").path("language").path("code").asText();
  }

  private static String score(JsonNode record) {
    return "%.1f".formatted(record.path("quality").path("score").asDouble());
  }

  private static String described(JsonNode document) {
    JsonNode semantics = document.path("semantics");
    int chunks = document.path("chunkCount").asInt();
    return "%s%s; %s"
        .formatted(
            semantics.path("domain").path("label").asText(),
            chunks > 1 ? ", " + chunks + " chunks" : "",
            joined(semantics.path("keyPhrases"), "text"));
  }

  private static String joined(JsonNode items, String field) {
    StringJoiner joined = new StringJoiner(", ");
    for (int i = 0; i < Math.min(3, items.size()); i++) {
      joined.add(items.get(i).path(field).asText());
    }
    return joined.toString();
  }
}
