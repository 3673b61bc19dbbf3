package io.glossa.wire;

import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.enriched.EnrichedChunk;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.review.ReviewCause;
import io.glossa.review.ReviewDecision;
import io.glossa.review.ReviewRequest;
import io.glossa.schema.DocumentEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Domain values to record values and back, in Confluent's wire format under the subjects {@code
 * <topic>-value}. Thread-safe.
 *
 * <p>Reading a schema id for the first time asks the registry and may wait for it; writing never
 * does. Strings are written with U+FFFD for what UTF-8 cannot carry.
 */
public final class Wire {

  /** Fields other than text and vectors; a guess that only saves a copy. */
  private static final int OTHER_BYTES = 1024;

  private final WireTopics topics;
  private final Map<String, Schema> schemas;
  private final Map<String, RecordWriter> writers = new HashMap<>();
  private final RecordReader<DocumentEvent> documents;
  private final RecordReader<io.glossa.schema.ReviewDecision> decisions;
  private final RecordReader<Object> anything;

  /**
   * Registers the schemas of all topics, or looks them up.
   *
   * @param registry where the schemas are
   * @param topics names of the topics
   * @param autoRegister whether to register what is missing
   * @throws RegistryUnavailableException when the registry stays away for its retry timeout
   * @throws RegistryException when it refuses a schema, or lacks one that may not be registered
   */
  public Wire(SchemaRegistry registry, WireTopics topics, boolean autoRegister) {
    this.topics = topics;
    schemas = WireSchemas.byTopic(topics);
    schemas.forEach(
        (topic, schema) -> {
          String subject = topic + "-value";
          Schema published = WireSchemas.published(schema);
          int id =
              autoRegister
                  ? registry.register(subject, published)
                  : registry.idOf(subject, published);
          writers.put(topic, new RecordWriter(id, schema));
        });
    documents = specific(registry, DocumentEvent.getClassSchema());
    decisions = specific(registry, io.glossa.schema.ReviewDecision.getClassSchema());
    anything = new RecordReader<>(registry, null, GenericDatumReader::new);
  }

  /**
   * A value of the input topic.
   *
   * @param topic where it stood; the schema id alone says how to read it
   * @throws UndecodableRecordException when it is no document event
   * @throws RegistryUnavailableException when its schema could not be fetched
   */
  public Document readDocument(String topic, byte[] value) throws UndecodableRecordException {
    return FromRecords.document(documents.read(value));
  }

  /**
   * A value of the topic of decisions; empty for a kind of decision that only a newer version
   * knows.
   *
   * @throws UndecodableRecordException when it is no decision
   * @throws RegistryUnavailableException when its schema could not be fetched
   */
  public Optional<ReviewDecision> readReviewDecision(byte[] value)
      throws UndecodableRecordException {
    return FromRecords.reviewDecision(decisions.read(value));
  }

  /** A value for the input topic. */
  public byte[] writeDocument(Document document) {
    return write(topics.documents(), ToRecords.documentEvent(document), document.text().length());
  }

  /**
   * A value for the topic of enriched documents.
   *
   * @param document the result
   * @param origin the input record
   */
  public byte[] writeEnrichedDocument(EnrichedDocument document, Origin origin) {
    return write(
        topics.enrichedDocuments(), ToRecords.enrichedDocument(document, origin), sizeOf(document));
  }

  /**
   * A value for the topic of chunks.
   *
   * @param document the result
   * @param chunk one of its chunks
   */
  public byte[] writeEnrichedChunk(EnrichedDocument document, EnrichedChunk chunk) {
    return write(
        topics.enrichedChunks(),
        ToRecords.enrichedChunk(document, chunk),
        chunk.chunk().text().length() + chunk.vector().dimension() * Float.BYTES);
  }

  /**
   * A value for {@code review.quality} when the cause is low quality, else for {@code
   * review.failed}.
   *
   * @param request who should look at what, and why
   * @param enrichment the result, where there is one
   * @param payload the input value, where there is no result
   */
  public byte[] writeReviewRequest(
      ReviewRequest request, @Nullable EnrichedDocument enrichment, byte @Nullable [] payload) {
    String topic =
        request.cause() instanceof ReviewCause.LowQuality
            ? topics.reviewQuality()
            : topics.reviewFailed();
    int size =
        (enrichment == null ? 0 : sizeOf(enrichment)) + (payload == null ? 0 : payload.length);
    return write(topic, ToRecords.reviewRequest(request, enrichment, payload), size);
  }

  /** A value for the topic of decisions. */
  public byte[] writeReviewDecision(ReviewDecision decision) {
    return write(topics.reviewDecisions(), ToRecords.reviewDecision(decision), 0);
  }

  /**
   * A value of any topic as one line of JSON: bytes in base64, times in ISO 8601.
   *
   * @param topic where it stood; on a topic of Glossa it must be the record of that topic
   * @param value the value in the wire format
   * @param vectors whether to write vectors, as arrays of numbers
   * @throws UndecodableRecordException when it cannot be read
   * @throws RegistryUnavailableException when its schema could not be fetched
   */
  public String toJson(String topic, byte[] value, boolean vectors)
      throws UndecodableRecordException {
    Object datum = anything.read(value);
    Schema expected = schemas.get(topic);
    Schema found = datum instanceof GenericContainer container ? container.getSchema() : null;
    if (expected != null && (found == null || !found.getName().equals(expected.getName()))) {
      throw new UndecodableRecordException(
          "a value of %s on %s; expected %s"
              .formatted(
                  found == null ? "no record" : found.getFullName(), topic, expected.getName()));
    }
    return RecordJson.of(datum, found == null ? Schema.create(Schema.Type.NULL) : found, vectors);
  }

  private byte[] write(String topic, SpecificRecordBase record, int variableBytes) {
    RecordWriter writer = writers.get(topic);
    if (writer == null) {
      throw new IllegalStateException("no writer for topic " + topic);
    }
    return writer.write(record, variableBytes + variableBytes / 8 + OTHER_BYTES);
  }

  private static int sizeOf(EnrichedDocument document) {
    return document.document().text().length()
        + document.vector().vector().dimension() * Float.BYTES;
  }

  private static <T extends SpecificRecordBase> RecordReader<T> specific(
      SchemaRegistry registry, Schema reader) {
    return new RecordReader<>(
        registry,
        reader.getName(),
        writer -> new SpecificDatumReader<>(writer, reader, GlossaData.MODEL));
  }
}
