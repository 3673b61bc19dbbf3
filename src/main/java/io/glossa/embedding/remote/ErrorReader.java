package io.glossa.embedding.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a service says in the body of an error.
 *
 * @param message its sentence, as it stands; may repeat key and texts
 * @param code its code, such as {@code insufficient_quota}; empty where it has none
 */
record ErrorReader(String message, String code) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_BYTES = 2048;

  /** Reads OpenAI's shape and those of common servers; anything else is its own sentence. */
  static ErrorReader of(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.path("error");
      for (JsonNode candidate :
          new JsonNode[] {
            error.path("message"), error, root.path("message"), root.path("detail"), root
          }) {
        if (candidate.isTextual()) {
          return new ErrorReader(
              candidate.asText(), error.path("code").asText(error.path("type").asText("")));
        }
      }
    } catch (IOException e) {
      // Not JSON: a proxy's page, or nothing at all.
      return plain(body);
    }
    return plain(body);
  }

  private static ErrorReader plain(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
    return new ErrorReader(text.replaceAll("<[^>]*>", " "), "");
  }
}
