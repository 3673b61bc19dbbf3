package io.glossa.embedding.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the contents of a file must hash to.
 *
 * @param kind how it is computed
 * @param hex lower-case hexadecimal digits
 */
record Checksum(Kind kind, String hex) {

  /** Ways to hash a file. */
  enum Kind {
    /** Of the contents; large files of the hub. */
    SHA256("SHA-256"),
    /** Of the contents; files of DJL's zoo. */
    SHA1("SHA-1"),
    /** Of {@code blob LENGTH NUL} and the contents, as git does; small files of the hub. */
    GIT_BLOB("SHA-1");

    private final String algorithm;

    Kind(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern ETAG =
      Pattern.compile("(?:W/)?\"?([0-9a-fA-F]{40}|[0-9a-fA-F]{64})\"?");

  /** What an entity tag of the hub says: 64 digits are a SHA-256, 40 a git blob. */
  static Optional<Checksum> ofEtag(String etag) {
    var match = ETAG.matcher(etag.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    String hex = match.group(1).toLowerCase(Locale.ROOT);
    return Optional.of(new Checksum(hex.length() == 64 ? Kind.SHA256 : Kind.GIT_BLOB, hex));
  }

  /** The checksum of a file. */
  static Checksum of(Kind kind, Path file) throws IOException {
    MessageDigest digest = digest(kind);
    if (kind == Kind.GIT_BLOB) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return new Checksum(kind, HexFormat.of().formatHex(digest.digest()));
  }

  boolean matches(Path file) throws IOException {
    return of(kind, file).equals(this);
  }

  private static MessageDigest digest(Kind kind) {
    try {
      return MessageDigest.getInstance(kind.algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + kind.algorithm, e);
    }
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + hex;
  }
}
