package io.glossa.wire;

import io.glossa.schema.DocumentEvent;
import io.glossa.schema.EnrichedChunk;
import io.glossa.schema.EnrichedDocument;
import io.glossa.schema.ModelDeployment;
import io.glossa.schema.ReviewDecision;
import io.glossa.schema.ReviewRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The schemas of the values on the topics, as they are published. */
final class WireSchemas {

  private static final String STRING_HINT = "avro.java.string";

  private WireSchemas() {}

  /** The records that are values of topics. */
  static List<Schema> current() {
    return List.of(
        published(DocumentEvent.getClassSchema()),
        published(EnrichedDocument.getClassSchema()),
        published(EnrichedChunk.getClassSchema()),
        published(ReviewRequest.getClassSchema()),
        published(ReviewDecision.getClassSchema()),
        published(ModelDeployment.getClassSchema()));
  }

  /** Topic to the schema of its values. */
  static Map<String, Schema> byTopic(WireTopics topics) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(topics.documents(), DocumentEvent.getClassSchema());
    schemas.put(topics.enrichedDocuments(), EnrichedDocument.getClassSchema());
    schemas.put(topics.enrichedChunks(), EnrichedChunk.getClassSchema());
    schemas.put(topics.reviewQuality(), ReviewRequest.getClassSchema());
    schemas.put(topics.reviewFailed(), ReviewRequest.getClassSchema());
    schemas.put(topics.reviewDecisions(), ReviewDecision.getClassSchema());
    schemas.put(topics.models(), ModelDeployment.getClassSchema());
    return schemas;
  }

  /** The schema without the hints that the code generator leaves for Java. */
  static Schema published(Schema generated) {
    String hint = "\"type\":\"string\",\"" + STRING_HINT + "\":\"String\"";
    String bare = generated.toString().replace("{" + hint + "}", "\"string\"");
    // What is left stands inside a type with properties of its own, such as a map.
    return new Schema.Parser().parse(bare.replace(",\"" + STRING_HINT + "\":\"String\"", ""));
  }
}
