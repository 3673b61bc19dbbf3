package io.glossa.embedding.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the hub says of a revision of a model.
 *
 * @param commit 40 hexadecimal digits
 * @param files by name
 * @param licence SPDX where the hub's short name is known; empty when it says none
 * @param languages as the card says
 */
record HubListing(
    String commit, Map<String, Sibling> files, String licence, List<String> languages) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_FILES = 20_000;

  /** Names of the hub that differ from SPDX by more than case. */
  private static final Map<String, String> SPDX =
      Map.of("apache-2.0", "Apache-2.0", "mit", "MIT", "bsd-3-clause", "BSD-3-Clause");

  /**
   * A file of the listing.
   *
   * @param bytes its size; 0 when not said
   * @param checksum when said
   */
  record Sibling(long bytes, Optional<Checksum> checksum) {}

  static HubListing parse(byte[] json, HubName name) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new BundleException("the listing of %s is no JSON".formatted(name), e);
    }
    String commit = root.path("sha").asText();
    JsonNode siblings = root.path("siblings");
    if (!HubName.isCommit(commit) || !siblings.isArray() || siblings.size() > MAX_FILES) {
      throw new BundleException(
          "the listing of %s has sha '%s' and %d siblings; expected a commit and up to %d"
              .formatted(name, abbreviated(commit), siblings.size(), MAX_FILES));
    }
    Map<String, Sibling> files = new LinkedHashMap<>();
    for (JsonNode sibling : siblings) {
      String file = sibling.path("rfilename").asText();
      if (file.startsWith("/") || List.of(file.split("[/\\\\]", -1)).contains("..")) {
        RemotePath.require(file, "the listing of " + name);
      }
      files.put(file, new Sibling(Math.max(0, sibling.path("size").asLong()), checksum(sibling)));
    }
    JsonNode card = root.path("cardData");
    return new HubListing(commit, files, licence(card), texts(card.path("language")));
  }

  private static Optional<Checksum> checksum(JsonNode sibling) {
    String large = sibling.path("lfs").path("sha256").asText();
    return Checksum.ofEtag(large.isEmpty() ? sibling.path("blobId").asText() : large);
  }

  private static String licence(JsonNode card) {
    List<String> names = texts(card.path("license"));
    if (names.isEmpty()) {
      return "";
    }
    String name = names.get(0).toLowerCase(Locale.ROOT);
    return SPDX.getOrDefault(name, name);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    if (node.isArray()) {
      node.forEach(item -> texts.add(item.asText()));
    }
    texts.removeIf(text -> text.isBlank() || text.length() > 40);
    return texts;
  }

  private static String abbreviated(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
