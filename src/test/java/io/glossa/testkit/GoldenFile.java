package io.glossa.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated file that stands in the repository. {@code -Dtopology.update=true} writes it instead
 * of comparing.
 */
public final class GoldenFile {

  private GoldenFile() {}

  /** Fails when the file, by its path from the root of the repository, has another content. */
  public static void assertHolds(String path, String content) {
    Path file = Path.of(path);
    try {
      if (Boolean.getBoolean("topology.update")) {
        Files.writeString(file, content);
        return;
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as("%s is out of date; ./mvnw test -Dtopology.update=true writes it anew", path)
          .isEqualTo(content);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
