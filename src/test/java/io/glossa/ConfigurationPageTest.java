package io.glossa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("topology", "configuration.md");

  /** Rewrite with {@code -Dtopology.update=true}. */
  @Test
  void pageIsWhatTheDefinitionsSay() throws IOException {
    if (Boolean.getBoolean("topology.update")) {
      Files.writeString(PAGE, ConfigurationPage.markdown());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(ConfigurationPage.markdown());
  }
}
