package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tokenizer of {@code src/test/golden/tokenizer-texts.json}.
 *
 * @param name in the fixture
 * @param file its {@code tokenizer.json}
 * @param replace parts of the file to replace; {@code "$"} stands for what was there
 */
record GoldenTokenizer(String name, Path file, JsonNode replace) {

  private static final Path TEXTS = Path.of("src", "test", "golden", "tokenizer-texts.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A string to tokenize. */
  record Text(String name, String text) {}

  static List<GoldenTokenizer> all() throws IOException {
    List<GoldenTokenizer> all = new ArrayList<>();
    for (JsonNode each : JSON.readTree(TEXTS.toFile()).get("tokenizers")) {
      all.add(
          new GoldenTokenizer(
              each.get("name").asText(), Path.of(each.get("file").asText()), each.path("replace")));
    }
    return all;
  }

  static List<Text> texts() throws IOException {
    List<Text> texts = new ArrayList<>();
    for (JsonNode each : JSON.readTree(TEXTS.toFile()).get("texts")) {
      texts.add(new Text(each.get("name").asText(), text(each)));
    }
    return texts;
  }

  /** Loads it with special tokens and without a prompt. */
  BundleTokenizer load(Path scratch) throws IOException {
    return BundleTokenizer.load(write(scratch), true, "");
  }

  /** Writes {@code tokenizer.json}, its parts replaced. */
  Path write(Path scratch) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    replace
        .properties()
        .forEach(
            part -> json.set(part.getKey(), expanded(part.getValue(), json.get(part.getKey()))));
    Path patched = scratch.resolve("tokenizer.json");
    JSON.writeValue(patched.toFile(), json);
    return patched;
  }

  /** The beginning of the SHA-256 of the ids, a space between them. */
  static String hash(int[] ids) {
    String text = IntStream.of(ids).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static JsonNode expanded(JsonNode value, JsonNode original) {
    if (value.isTextual() && value.asText().equals("$")) {
      return original;
    }
    if (value.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      value.forEach(item -> items.add(expanded(item, original)));
      return items;
    }
    if (value.isObject()) {
      ObjectNode fields = JSON.createObjectNode();
      value
          .properties()
          .forEach(field -> fields.set(field.getKey(), expanded(field.getValue(), original)));
      return fields;
    }
    return value;
  }

  /** The text, or what its recipe makes: units that a fixed generator picks, up to a length. */
  private static String text(JsonNode each) {
    if (each.has("text")) {
      return each.get("text").asText();
    }
    List<String> units = new ArrayList<>();
    each.get("units").forEach(unit -> units.add(unit.asText()));
    int length = each.get("length").asInt();
    StringBuilder text = new StringBuilder(length);
    for (int state = 1; text.length() < length; ) {
      state = (int) ((state * 1103L + 12345) % 1_000_003);
      text.append(units.get(state % units.size()));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
