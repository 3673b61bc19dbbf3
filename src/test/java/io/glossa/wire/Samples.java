package io.glossa.wire;

import io.glossa.document.Chunk;
import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.Failure;
import io.glossa.document.FailureReason;
import io.glossa.document.Origin;
import io.glossa.embedding.ModelIdentity;
import io.glossa.embedding.ModelVector;
import io.glossa.enriched.EnrichedChunk;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.quality.Quality;
import io.glossa.quality.QualityReason;
import io.glossa.quality.ReasonCode;
import io.glossa.review.ReviewCause;
import io.glossa.review.ReviewRequest;
import io.glossa.semantics.Domain;
import io.glossa.semantics.KeyPhrase;
import io.glossa.semantics.Language;
import io.glossa.semantics.Readability;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.Topic;
import io.glossa.vector.Embedding;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values with something in every field. */
public final class Samples {

  public static final Origin ORIGIN = new Origin("glossa.documents.v1", 3, 41);
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private Samples() {}

  public static Document document() {
    return new Document(
        "doc-1",
        "Rivers carry silt. 川は砂を運ぶ。 🌊",
        "Rivers",
        "en",
        "atlas",
        Instant.parse("2026-02-28T08:30:00Z"),
        Map.of("tenant", "north"));
  }

  public static EnrichedDocument enriched() {
    Document document = document();
    Embedding vector = Embedding.of(0.6f, -0.8f, 0f);
    return new EnrichedDocument(
        document,
        ContentHash.of(document),
        new SemanticData(
            new Language("en", 0.93),
            new Domain("environment", 0.61, 0.2),
            List.of(new Topic("water", 0.7)),
            List.of(new KeyPhrase("silt", 1.5, 13, 17)),
            new Readability("lix", 61.5, 7)),
        new Quality(4.25, List.of(new QualityReason(ReasonCode.TOO_SHORT, 5))),
        new ModelVector(new ModelIdentity("lexical", "abc123"), vector, true),
        List.of(
            new EnrichedChunk(new Chunk(0, 0, 18, "Rivers carry silt.", 5), vector),
            new EnrichedChunk(new Chunk(1, 19, 26, "川は砂を運ぶ。", 7), Embedding.of(0f, 1f, 0f))),
        NOON);
  }

  public static ReviewRequest lowQuality() {
    return new ReviewRequest(
        "doc-1", new ReviewCause.LowQuality(enriched().quality(), 5), ORIGIN, NOON);
  }

  public static ReviewRequest failed() {
    return new ReviewRequest(
        "doc-1",
        new ReviewCause.NotEnriched(new Failure(FailureReason.INFERENCE_FAILED, "NaN in vector")),
        ORIGIN,
        NOON);
  }
}
