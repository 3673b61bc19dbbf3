package io.glossa.document;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over everything of a document that its enrichment depends on: text, title, language hint,
 * source and metadata. The event time is left out: the same content sent again is unchanged.
 *
 * @param hex 64 hexadecimal digits
 */
public record ContentHash(String hex) {

  public ContentHash {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("content hash '" + hex + "'; expected 64 hex digits");
    }
  }

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public static ContentHash of(Document document) {
    MessageDigest digest = sha256();
    field(digest, document.text());
    field(digest, document.title());
    field(digest, document.language());
    field(digest, document.source());
    new TreeMap<>(document.metadata())
        .forEach(
            (key, value) -> {
              field(digest, key);
              field(digest, value);
            });
    return new ContentHash(HexFormat.of().formatHex(digest.digest()));
  }

  /** Length first, so that no two different sequences of fields hash the same bytes. */
  private static void field(MessageDigest digest, @Nullable String value) {
    if (value == null) {
      digest.update((byte) 0);
      return;
    }
    // UTF-16 units: UTF-8 would make the same byte of every unpaired surrogate.
    ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + Character.BYTES * value.length());
    bytes.put((byte) 1).putInt(value.length());
    bytes.asCharBuffer().put(value);
    digest.update(bytes.rewind());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
