package io.glossa.embedding.remote;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"data":[{"index":0,"embedding":...}],"usage":{"prompt_tokens":1}}}, vectors as
 * base64 or as arrays, in any order. Number by number: an answer of arrays may have millions.
 */
final class AnswerReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int texts;
  private final SortedMap<Integer, float[]> vectors = new TreeMap<>();
  private long tokens = -1;

  private AnswerReader(int texts) {
    this.texts = texts;
  }

  /**
   * The vectors in the order of the texts.
   *
   * @param texts how many texts were sent
   * @throws IOException when the answer is no such JSON, or has not one vector for each text; the
   *     message repeats nothing of it
   */
  static Attempt.Answered read(byte[] body, int texts) throws IOException {
    AnswerReader reader = new AnswerReader(texts);
    try (JsonParser parser = JSON.createParser(body)) {
      reader.readAnswer(parser);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException("an answer that is not JSON of the expected shape");
    }
    if (reader.vectors.size() != texts) {
      throw new IOException("%d vectors for %d texts".formatted(reader.vectors.size(), texts));
    }
    return new Attempt.Answered(List.copyOf(reader.vectors.values()), reader.tokens);
  }

  private void readAnswer(JsonParser parser) throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "no object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("data") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          readVector(parser);
        }
      } else if (field.equals("usage")) {
        JsonNode usage = parser.readValueAsTree();
        tokens = usage.path("prompt_tokens").asLong(usage.path("total_tokens").asLong(-1));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readVector(JsonParser parser) throws IOException {
    int index = vectors.size();
    float @Nullable [] vector = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
        index = parser.getIntValue();
      } else if (field.equals("embedding") && value == JsonToken.VALUE_STRING) {
        vector = decode(parser.getText());
      } else if (field.equals("embedding") && value == JsonToken.START_ARRAY) {
        vector = numbers(parser);
      } else {
        parser.skipChildren();
      }
    }
    require(index >= 0 && index < texts, "an index that no text has");
    if (vector == null) {
      throw new IOException("an item without a vector");
    }
    require(vectors.put(index, vector) == null, "two vectors for one text");
  }

  private static float[] decode(String base64) throws IOException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("a vector that is not base64");
    }
    require(bytes.length % Float.BYTES == 0, "a vector of a broken number of bytes");
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  private static float[] numbers(JsonParser parser) throws IOException {
    float[] vector = new float[1024];
    int length = 0;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      require(next != null && next.isNumeric(), "a component that is no number");
      if (length == vector.length) {
        vector = Arrays.copyOf(vector, 2 * length);
      }
      vector[length++] = parser.getFloatValue();
    }
    return Arrays.copyOf(vector, length);
  }

  private static void require(boolean holds, String found) throws IOException {
    if (!holds) {
      throw new IOException(found);
    }
  }
}
