package io.glossa.document;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document as a source sent it.
 *
 * @param id identity; the record key
 * @param text the text, possibly empty; well-formed or not is for {@link TextRepair} to say
 * @param title title, if the source has one
 * @param language BCP 47 hint, if the source has one
 * @param source name of the system or collection, if known
 * @param eventTime when the document changed at its source, if known
 * @param metadata free pairs, carried through
 */
public record Document(
    String id,
    String text,
    @Nullable String title,
    @Nullable String language,
    @Nullable String source,
    @Nullable Instant eventTime,
    Map<String, String> metadata) {

  public Document {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    metadata = Map.copyOf(metadata);
  }

  public static Document of(String id, String text) {
    return new Document(id, text, null, null, null, null, Map.of());
  }

  public Document withText(String newText) {
    return new Document(id, newText, title, language, source, eventTime, metadata);
  }
}
