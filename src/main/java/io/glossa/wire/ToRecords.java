package io.glossa.wire;

import io.glossa.document.Chunk;
import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.embedding.ModelVector;
import io.glossa.enriched.EnrichedChunk;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.quality.Quality;
import io.glossa.review.ReviewCause;
import io.glossa.review.ReviewDecision;
import io.glossa.review.ReviewRequest;
import io.glossa.schema.Decision;
import io.glossa.schema.DocumentEvent;
import io.glossa.schema.DomainGuess;
import io.glossa.schema.Embedding;
import io.glossa.schema.KeyPhraseScore;
import io.glossa.schema.LanguageGuess;
import io.glossa.schema.QualityReason;
import io.glossa.schema.ReadabilityScore;
import io.glossa.schema.Semantics;
import io.glossa.schema.TopicScore;
import io.glossa.schema.VectorType;
import io.glossa.semantics.SemanticData;
import io.glossa.vector.VectorCodec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** From the domain to the generated records. */
final class ToRecords {

  private ToRecords() {}

  static DocumentEvent documentEvent(Document document) {
    return new DocumentEvent(
        document.id(),
        document.text(),
        document.title(),
        document.language(),
        document.source(),
        document.eventTime(),
        document.metadata());
  }

  static io.glossa.schema.EnrichedDocument enrichedDocument(
      EnrichedDocument enriched, Origin origin) {
    Document document = enriched.document();
    return new io.glossa.schema.EnrichedDocument(
        document.id(),
        document.text(),
        document.title(),
        document.source(),
        document.eventTime(),
        document.metadata(),
        enriched.contentHash().hex(),
        semantics(enriched.semantics()),
        quality(enriched.quality()),
        embedding(enriched.vector()),
        enriched.chunks().size(),
        origin(origin),
        enriched.enrichedAt(),
        null);
  }

  static io.glossa.schema.EnrichedChunk enrichedChunk(
      EnrichedDocument enriched, EnrichedChunk part) {
    Document document = enriched.document();
    Chunk chunk = part.chunk();
    ModelVector whole = enriched.vector();
    return new io.glossa.schema.EnrichedChunk(
        document.id(),
        chunk.ordinal(),
        enriched.chunks().size(),
        chunk.start(),
        chunk.end(),
        chunk.text(),
        chunk.tokenCount(),
        embedding(new ModelVector(whole.model(), part.vector(), whole.normalised())),
        enriched.semantics().language().code(),
        enriched.semantics().domain().label(),
        enriched.quality().score(),
        document.title(),
        document.source(),
        document.eventTime(),
        document.metadata(),
        enriched.contentHash().hex());
  }

  static io.glossa.schema.ReviewRequest reviewRequest(
      ReviewRequest request, @Nullable EnrichedDocument enrichment, byte @Nullable [] payload) {
    ReviewCause cause = request.cause();
    ReviewCause.LowQuality low = cause instanceof ReviewCause.LowQuality found ? found : null;
    return new io.glossa.schema.ReviewRequest(
        request.documentId(),
        cause.reason(),
        cause.detail(),
        low == null ? null : quality(low.quality()),
        low == null ? null : low.threshold(),
        enrichment == null ? null : enrichedDocument(enrichment, request.origin()),
        payload == null ? null : ByteBuffer.wrap(payload),
        origin(request.origin()),
        request.requestedAt());
  }

  static io.glossa.schema.ReviewDecision reviewDecision(ReviewDecision decision) {
    Origin reviewed = decision.origin();
    return new io.glossa.schema.ReviewDecision(
        decision.documentId(),
        kind(decision.kind()),
        reviewed == null ? null : origin(reviewed),
        decision.corrections(),
        decision.reviewer(),
        decision.comment(),
        decision.decidedAt());
  }

  private static Decision kind(ReviewDecision.Kind kind) {
    return switch (kind) {
      case APPROVE -> Decision.APPROVE;
      case CORRECT -> Decision.CORRECT;
      case REJECT -> Decision.REJECT;
    };
  }

  private static io.glossa.schema.Origin origin(Origin origin) {
    return new io.glossa.schema.Origin(origin.topic(), origin.partition(), origin.offset());
  }

  private static Embedding embedding(ModelVector vector) {
    return new Embedding(
        vector.model().id(),
        vector.model().revision(),
        vector.vector().dimension(),
        VectorType.FLOAT32,
        vector.normalised(),
        VectorCodec.encodeFloat32(vector.vector()));
  }

  private static io.glossa.schema.Quality quality(Quality quality) {
    return new io.glossa.schema.Quality(
        quality.score(),
        quality.reasons().stream()
            .map(r -> new QualityReason(r.code().name(), r.value(), r.code().sentence()))
            .toList());
  }

  private static Semantics semantics(SemanticData data) {
    return new Semantics(
        new LanguageGuess(data.language().code(), data.language().confidence()),
        new DomainGuess(data.domain().label(), data.domain().score(), data.domain().margin()),
        data.topics().stream().map(t -> new TopicScore(t.label(), t.score())).toList(),
        data.keyPhrases().stream()
            .map(k -> new KeyPhraseScore(k.text(), k.score(), k.start(), k.end()))
            .toList(),
        new ReadabilityScore(
            data.readability().formula(), data.readability().ease(), data.readability().grade()));
  }
}
