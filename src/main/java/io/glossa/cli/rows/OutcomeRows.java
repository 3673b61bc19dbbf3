package io.glossa.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.enriched.Outcome;
import io.glossa.quality.QualityReason;
import io.glossa.semantics.KeyPhrase;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.Topic;
import io.glossa.topology.Route;
import io.glossa.vector.Embedding;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** Writes what became of documents, one JSON object a line. Not thread-safe. */
public final class OutcomeRows implements Closeable {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Writer out;
  private final JsonGenerator json;
  private final boolean vectors;

  /**
   * Rows on a writer, which is closed with this.
   *
   * @param vectors whether enriched rows carry the vector of the document
   */
  public OutcomeRows(Writer out, boolean vectors) throws IOException {
    this.out = out;
    this.vectors = vectors;
    this.json = JSON.createGenerator(out).setRootValueSeparator(null);
  }

  /** {@code {"id","route",…}} with what the outcome has to say. */
  public void outcome(String id, Outcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    // Sealed, but switches over types came after 17.
    if (outcome instanceof Outcome.Enriched enriched) {
      route(Route.ENRICHED);
      enrichment(enriched.document());
    } else if (outcome instanceof Outcome.Doubtful doubtful) {
      route(Route.REVIEW_QUALITY);
      json.writeNumberField("threshold", doubtful.threshold());
      enrichment(doubtful.document());
    } else if (outcome instanceof Outcome.NotEnriched not) {
      route(Route.REVIEW_FAILED);
      json.writeObjectFieldStart("failure");
      json.writeStringField("reason", not.failure().reason().name());
      json.writeStringField("detail", not.failure().detail());
      json.writeEndObject();
    }
    endRow();
  }

  /** {@code {"id","route":"deleted"}}. */
  public void deleted(String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    route(Route.DELETED);
    endRow();
  }

  /** {@code {"id","embedding":[…]}}. */
  public void embedding(String id, Embedding vector) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    vector(vector);
    endRow();
  }

  /** {@code {"id","error"}} for a text that the model has no vector for. */
  public void error(String id, String message) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("error", message);
    endRow();
  }

  public void flush() throws IOException {
    json.flush();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
    out.close();
  }

  private void endRow() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void route(Route route) throws IOException {
    json.writeStringField("route", route.label());
  }

  private void enrichment(EnrichedDocument document) throws IOException {
    SemanticData semantics = document.semantics();
    json.writeObjectFieldStart("language");
    json.writeStringField("code", semantics.language().code());
    number("confidence", semantics.language().confidence());
    json.writeEndObject();
    json.writeObjectFieldStart("domain");
    json.writeStringField("label", semantics.domain().label());
    number("score", semantics.domain().score());
    number("margin", semantics.domain().margin());
    json.writeEndObject();
    json.writeArrayFieldStart("topics");
    for (Topic topic : semantics.topics()) {
      json.writeStartObject();
      json.writeStringField("label", topic.label());
      number("score", topic.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("keyPhrases");
    for (KeyPhrase phrase : semantics.keyPhrases()) {
      json.writeStartObject();
      json.writeStringField("text", phrase.text());
      number("score", phrase.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("readability");
    json.writeStringField("formula", semantics.readability().formula());
    number("ease", semantics.readability().ease());
    number("grade", semantics.readability().grade());
    json.writeEndObject();
    json.writeObjectFieldStart("quality");
    number("score", document.quality().score());
    json.writeArrayFieldStart("reasons");
    for (QualityReason reason : document.quality().reasons()) {
      json.writeStartObject();
      json.writeStringField("code", reason.code().name());
      number("value", reason.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeNumberField("chunks", document.chunks().size());
    json.writeObjectFieldStart("model");
    json.writeStringField("id", document.vector().model().id());
    json.writeStringField("revision", document.vector().model().revision());
    json.writeEndObject();
    if (vectors) {
      vector(document.vector().vector());
    }
  }

  private void vector(Embedding vector) throws IOException {
    json.writeArrayFieldStart("embedding");
    for (int i = 0; i < vector.dimension(); i++) {
      json.writeNumber(vector.component(i));
    }
    json.writeEndArray();
  }

  /** Four decimals: scores are no more exact than that, and the rows stay short. */
  private void number(String name, double value) throws IOException {
    json.writeNumberField(name, Math.rint(value * 10_000) / 10_000);
  }
}
