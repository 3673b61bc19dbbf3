package io.glossa.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.topology.TopicNames;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents and reviews. */
final class RecordQueries {

  static final String DOCUMENTS = "/v1/documents/";
  static final String REVIEWS = "/v1/reviews/";

  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final long PAGE_BYTES = 4L * 1024 * 1024;

  private final StateView state;
  private final RecordJson json;
  private final TopicNames topics;

  RecordQueries(StateView state, RecordJson json, TopicNames topics) {
    this.state = state;
    this.json = json;
    this.topics = topics;
  }

  void document(Context request) throws Exception {
    String id = Parameters.id(request, DOCUMENTS);
    boolean vectors = Parameters.flag(request, "vectors");
    Optional<StoredRecord> document = state.document(id);
    Optional<StoredRecord> review = state.review(id);
    if (document.isEmpty() && review.isEmpty()) {
      throw Refusal.notFound("document '%s' is neither published nor under review".formatted(id));
    }
    ObjectNode body = Json.object().put("id", id).put("local", true);
    put(body, "document", document.orElse(null), topics.enrichedDocuments(), vectors);
    put(body, "review", review.orElse(null), topics.reviewQuality(), vectors);
    Json.answer(request, body);
  }

  void review(Context request) throws Exception {
    String id = Parameters.id(request, REVIEWS);
    boolean vectors = Parameters.flag(request, "vectors");
    StoredRecord review =
        state
            .review(id)
            .orElseThrow(() -> Refusal.notFound("document '%s' is not under review".formatted(id)));
    ObjectNode body = Json.object().put("id", id).put("local", true);
    put(body, "review", review, topics.reviewQuality(), vectors);
    Json.answer(request, body);
  }

  void reviews(Context request) throws Exception {
    int limit = Parameters.count(request, "limit", DEFAULT_PAGE, LARGEST_PAGE);
    String after = Parameters.text(request, "after");
    boolean vectors = Parameters.flag(request, "vectors");
    Page page = state.reviews(after, new PageLimit(limit, PAGE_BYTES));
    ObjectNode body = Json.object().put("local", true);
    ArrayNode reviews = body.putArray("reviews");
    for (StoredRecord review : page.records()) {
      reviews.addRawValue(Json.raw(review.json(json, topics.reviewQuality(), vectors)));
    }
    int count = page.records().size();
    body.put("next", page.more() ? page.records().get(count - 1).id() : null);
    Json.answer(request, body);
  }

  private void put(
      ObjectNode body, String field, @Nullable StoredRecord stored, String topic, boolean vectors)
      throws Exception {
    if (stored == null) {
      body.putNull(field);
    } else {
      body.putRawValue(field, Json.raw(stored.json(json, topic, vectors)));
    }
  }
}
