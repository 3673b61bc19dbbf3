package io.glossa.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of a bundle: which of them count as contents, their hash, their JSON. */
final class BundleFiles {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final int BUFFER_BYTES = 1 << 16;

  private BundleFiles() {}

  /**
   * Relative paths, '/' between the parts, of the files that make up the contents, in the order of
   * their UTF-8 bytes. The manifest, the card and hidden files do not count: none of them changes a
   * vector.
   */
  static List<String> contents(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(BundleFiles::isContent)
          .sorted((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)))
          .toList();
    } catch (IOException e) {
      throw new BundleException("cannot list the model bundle " + directory, e);
    }
  }

  /**
   * The SHA-256 of what {@code sha256sum} prints for the contents in order: for each file its hash
   * in hexadecimal digits, two spaces, its relative path, a line feed.
   */
  static String revision(Path directory) {
    MessageDigest whole = sha256();
    for (String name : contents(directory)) {
      whole.update(utf8(hash(directory.resolve(name)) + "  " + name + "\n"));
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  static JsonNode readTree(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new BundleException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
  }

  private static boolean isContent(String name) {
    if (name.equals(BundleManifest.FILE_NAME) || name.equals("README.md")) {
      return false;
    }
    return !name.startsWith(".") && !name.contains("/.");
  }

  private static String hash(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(sha256().digest(utf8(text)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
