package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real documents of every kind, garbage and giants among them, through the real pipeline: every one
 * is accounted for. The documents are not part of the project; {@code GLOSSA_TEST_DATA} names a
 * folder that has them. docs/operations.md has the command for all of them.
 */
class RealDocumentsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DEFAULT_DATA = Path.of("..", "shared", "data");
  private static final String DOCUMENTS = "H-documents/documents.jsonl.gz";
  private static final int EVERY = 12;

  @TempDir Path directory;

  @Test
  void everyDocumentOfASampleIsAccountedFor() throws Exception {
    Path documents = dataFolder().resolve(DOCUMENTS);
    if (!Files.exists(documents)) {
      System.out.println("skipped: no " + documents + "; GLOSSA_TEST_DATA may name its folder");
    }
    assumeTrue(Files.exists(documents), () -> "no " + documents);
    Path sample = directory.resolve("sample.jsonl");
    int size = writeSample(documents, sample);

    try (DemoCluster cluster = DemoCluster.start(1, null, 0, 0)) {
      Map<String, String> own = new LinkedHashMap<>(cluster.settings());
      own.put("http.port", "0");
      Settings settings = Settings.load(null, Map.of(), own);
      TopicPresence.create(settings);
      Application application = Application.start(settings, Wires.open(settings));
      try {
        assertThat(application.awaitRunning(Duration.ofMinutes(1))).isTrue();
        Shell.Result produced = Shell.runOn(cluster, "produce", sample.toString(), "--json");
        assertThat(produced.code()).as(produced.err()).isEqualTo(ExitCode.OK);
        Shell.Result audit = Shell.runOn(cluster, "audit", "--wait", "240", "--json");

        assertThat(audit.code()).as(audit.out()).isEqualTo(ExitCode.OK);
        assertThat(audit.out())
            .contains("\"audit.events\",\"value\":" + size)
            .contains("\"audit.lost\",\"value\":0")
            .contains("\"audit.duplicated\",\"value\":0")
            .contains("\"audit.unaccounted\",\"value\":0");
      } finally {
        assertThat(application.stop()).isTrue();
      }
      assertThat(application.failure()).isEmpty();
    }
  }

  private static Path dataFolder() {
    String named = System.getenv("GLOSSA_TEST_DATA");
    return named == null ? DEFAULT_DATA : Path.of(named);
  }

  /** Some of every kind, and all of the kinds that break things. */
  private static int writeSample(Path documents, Path sample) throws IOException {
    List<String> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(documents)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode row = JSON.readTree(line);
        boolean rare =
            List.of("doc-gigantic", "lone-surrogate", "odd-text", "empty-or-tiny")
                .contains(row.path("kind").asText());
        if (rare || number % EVERY == 0) {
          rows.add(line);
        }
        number++;
      }
    }
    Files.write(sample, rows);
    return rows.size();
  }
}
