package io.glossa.embedding.djl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What decides where a text may be cut, from {@code tokenizer.json}.
 *
 * @param longestPiece code points of the longest piece of a Unigram vocabulary; 0 for other models
 * @param longestAddedToken UTF-16 units of the longest added token; 0 without any
 * @param addedTokensCrossSpaces whether an added token holds white space or takes what follows it
 */
record TokenizerFacts(int longestPiece, int longestAddedToken, boolean addedTokensCrossSpaces) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the file as a stream: a vocabulary of 250,000 pieces is 17 MB. */
  static TokenizerFacts read(Path file) throws IOException {
    TokenizerFacts facts = new TokenizerFacts(0, 0, false);
    try (JsonParser json = JSON.createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String part = json.currentName();
        json.nextToken();
        if (part.equals("added_tokens")) {
          facts = facts.withAddedTokens(json.readValueAsTree());
        } else if (part.equals("model") && json.isExpectedStartObjectToken()) {
          facts = facts.withModel(json);
        } else {
          json.skipChildren();
        }
      }
    }
    return facts;
  }

  private TokenizerFacts withAddedTokens(JsonNode tokens) {
    int longest = 0;
    boolean crossing = false;
    for (JsonNode token : tokens) {
      String content = token.path("content").asText();
      longest = Math.max(longest, content.length());
      crossing |=
          token.path("rstrip").asBoolean() || content.chars().anyMatch(Character::isWhitespace);
    }
    return new TokenizerFacts(longestPiece, longest, crossing);
  }

  private TokenizerFacts withModel(JsonParser json) throws IOException {
    int longest = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean vocabulary = json.currentName().equals("vocab");
      json.nextToken();
      // Unigram alone has a list, of pieces with their scores.
      if (vocabulary && json.isExpectedStartArrayToken()) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
          String piece = json.nextTextValue();
          longest = Math.max(longest, piece == null ? 0 : piece.codePointCount(0, piece.length()));
          while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
    return new TokenizerFacts(longest, longestAddedToken, addedTokensCrossSpaces);
  }
}
