package io.glossa.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** JSON bodies. */
final class Json {

  static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** JSON that stands already as text: it is put into an answer without being parsed again. */
  static RawValue raw(String json) {
    return new RawValue(json);
  }

  static void answer(Context request, ObjectNode body) {
    request.result(bytes(body)).contentType(CONTENT_TYPE);
  }

  /** UTF-8. */
  static byte[] bytes(ObjectNode body) {
    try {
      return MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
