package io.glossa.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.glossa.document.Document;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents as JSON Lines: {@code {"id","text"[,"title","language","source","event_time",
 * "metadata"]}}. Other fields are ignored, blank lines skipped. Not thread-safe.
 *
 * <p>Half surrogate pairs, written as escapes, survive; {@code event_time} is in milliseconds since
 * 1970 or ISO 8601; metadata values that are no strings are kept as JSON.
 */
public final class RowReader implements Closeable {

  /** Bytes of a line at most: every byte of the largest record as an escape, and more. */
  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

  private static final ObjectReader JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_LINE_BYTES).build())
                  .build())
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final BoundedLines lines;
  private long line;

  /**
   * Reads a stream to its end.
   *
   * @param in UTF-8, decompressed; closed with the reader
   */
  public RowReader(InputStream in) {
    this.lines = new BoundedLines(in, MAX_LINE_BYTES);
  }

  /** The next row; empty at the end. */
  public Optional<Row> next() throws IOException {
    while (true) {
      Optional<BoundedLines.Line> next = lines.next();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      line++;
      BoundedLines.Line read = next.get();
      if (read.tooLong()) {
        return Optional.of(
            malformed("is longer than %d bytes, the most that is read".formatted(MAX_LINE_BYTES)));
      }
      String text = line == 1 ? withoutByteOrderMark(read.text()) : read.text();
      if (!text.isBlank()) {
        return Optional.of(parse(text));
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Row parse(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // Jackson quotes what it stumbled over, which may be the text of a document.
      return malformed(
          "is not JSON at column %d"
              .formatted(e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    }
    if (!node.isObject()) {
      return malformed("is %s; expected an object".formatted(kind(node)));
    }
    JsonNode id = node.path("id");
    if (!(id.isTextual() || id.isIntegralNumber()) || id.asText().isEmpty()) {
      return malformed("has %s as id; expected a text that is not empty".formatted(kind(id)));
    }
    JsonNode body = node.path("text");
    if (body.isNull()) {
      return new Row.Deletion(line, WellFormedId.of(id.asText()));
    }
    if (!body.isTextual()) {
      return malformed("has %s as text; expected a text, or null to delete".formatted(kind(body)));
    }
    try {
      return new Row.Update(
          line,
          new Document(
              WellFormedId.of(id.asText()),
              body.textValue(),
              optional(node, "title"),
              optional(node, "language"),
              optional(node, "source"),
              eventTime(node.path("event_time")),
              metadata(node.path("metadata"))));
    } catch (IllegalArgumentException e) {
      return malformed(String.valueOf(e.getMessage()));
    }
  }

  private Row malformed(String problem) {
    return new Row.Malformed(line, "line %d %s".formatted(line, problem));
  }

  private static @Nullable String optional(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "has %s as %s; expected a text".formatted(kind(value), field));
    }
    return value.textValue();
  }

  private static @Nullable Instant eventTime(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return Instant.ofEpochMilli(value.longValue());
    }
    if (value.isTextual()) {
      try {
        return OffsetDateTime.parse(value.textValue()).toInstant();
      } catch (DateTimeParseException e) {
        // Falls through to the one message for whatever is no time.
      }
    }
    throw new IllegalArgumentException(
        "has %s as event_time; expected milliseconds since 1970 or ISO 8601 with an offset"
            .formatted(kind(value)));
  }

  private static Map<String, String> metadata(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw new IllegalArgumentException(
          "has %s as metadata; expected an object".formatted(kind(value)));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    value
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                metadata.put(
                    entry.getKey(),
                    entry.getValue().isTextual()
                        ? entry.getValue().textValue()
                        : entry.getValue().toString());
              }
            });
    return metadata;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case STRING -> node.textValue().isEmpty() ? "an empty text" : "a text";
      case NUMBER -> "the number " + node.asText();
      case BOOLEAN -> "a truth value";
      case BINARY -> "bytes";
    };
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
