package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of files as servers give them: made safe before they become paths or addresses. */
final class RemotePath {

  private static final int MAX_LENGTH = 512;
  private static final Set<String> WINDOWS_DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private RemotePath() {}

  /**
   * The name, when it stays inside a directory on every system.
   *
   * @param name relative, '/' between the parts
   * @throws BundleException when it is absolute, leaves the directory, or is no name on Windows
   */
  static String require(String name, String origin) {
    if (!isSafe(name)) {
      throw new BundleException(
          "%s names the file '%s'; expected a relative path inside the model"
              .formatted(origin, printable(name)));
    }
    return name;
  }

  static boolean isSafe(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || name.endsWith("/")) {
      return false;
    }
    return Arrays.stream(name.split("/", -1)).allMatch(RemotePath::isSafePart);
  }

  private static boolean isSafePart(String part) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      return false;
    }
    if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" ")) {
      return false;
    }
    if (part.chars()
        .anyMatch(unit -> unit < 0x20 || unit == 0x7f || "\\:*?\"<>|".indexOf(unit) >= 0)) {
      return false;
    }
    String device = part.toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
    return !WINDOWS_DEVICES.contains(device);
  }

  /** Where a file of this name lies below a directory. */
  static Path below(Path directory, String name, String origin) {
    Path file = directory.resolve(require(name, origin)).normalize();
    if (!file.startsWith(directory)) {
      throw new BundleException(
          "%s names the file '%s', which is outside".formatted(origin, printable(name)));
    }
    return file;
  }

  /** The name as part of an address, each part percent-encoded. */
  static String encoded(String name) {
    return Arrays.stream(name.split("/", -1))
        .map(RemotePath::encodedPart)
        .collect(Collectors.joining("/"));
  }

  /** One part of an address, a slash encoded too. */
  static String encodedPart(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String printable(String name) {
    String text = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
