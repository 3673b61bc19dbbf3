package io.glossa.embedding.djl;

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

  static TokenizerFacts read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    int longestAdded = 0;
    boolean crossing = false;
    for (JsonNode token : json.path("added_tokens")) {
      String content = token.path("content").asText();
      longestAdded = Math.max(longestAdded, content.length());
      crossing |=
          token.path("rstrip").asBoolean() || content.chars().anyMatch(Character::isWhitespace);
    }
    int longestPiece = 0;
    JsonNode model = json.path("model");
    if (model.path("type").asText().equals("Unigram")) {
      for (JsonNode piece : model.path("vocab")) {
        String text = piece.path(0).asText();
        longestPiece = Math.max(longestPiece, text.codePointCount(0, text.length()));
      }
    }
    return new TokenizerFacts(longestPiece, longestAdded, crossing);
  }
}
