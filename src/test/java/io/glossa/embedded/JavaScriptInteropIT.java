package io.glossa.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.document.Document;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistrySettings;
import io.glossa.wire.Samples;
import io.glossa.wire.Wire;
import io.glossa.wire.WireTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Confluent's JavaScript library against the embedded registry, in both directions. */
class JavaScriptInteropIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path WORK = Path.of("target", "js");
  private static final WireTopics TOPICS = WireTopics.defaults();

  @Test
  void confluentsLibraryReadsWhatWeWriteAndWritesWhatWeRead() throws Exception {
    installLibrary();
    try (EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start(new RememberedLog(), 0)) {
      Wire wire =
          new Wire(new ConfluentSchemaRegistry(RegistrySettings.of(registry.url())), TOPICS, true);
      ObjectNode request = JSON.createObjectNode();
      request
          .putObject("documents")
          .put("topic", TOPICS.documents())
          .put("value", wire.writeDocument(Samples.document()));
      request
          .putObject("enriched")
          .put("topic", TOPICS.enrichedDocuments())
          .put("value", wire.writeEnrichedDocument(Samples.enriched(), Samples.ORIGIN));
      request
          .putObject("write")
          .put("id", "from-js")
          .put("text", "Grüße 🌊")
          .put("title", "Titel")
          .putNull("language")
          .putNull("source")
          .putNull("eventTime")
          .putObject("metadata")
          .put("tenant", "south");

      JsonNode answer = runScript(registry.url().toString(), request);

      assertThat(answer.at("/document/id").asText()).isEqualTo("doc-1");
      assertThat(answer.at("/document/text").asText()).isEqualTo(Samples.document().text());
      assertThat(answer.at("/document/metadata/tenant").asText()).isEqualTo("north");
      assertThat(answer.at("/enriched/semantics/language/code").asText()).isEqualTo("en");
      assertThat(answer.at("/enriched/quality/score").asDouble()).isEqualTo(4.25);
      assertThat((float) answer.at("/enriched/embedding/vector/1").asDouble()).isEqualTo(-0.8f);
      assertThat(wire.readDocument(TOPICS.documents(), answer.at("/written").binaryValue()))
          .isEqualTo(
              new Document(
                  "from-js", "Grüße 🌊", "Titel", null, null, null, Map.of("tenant", "south")));
    }
  }

  private static void installLibrary() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "interoperability.js")) {
      Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.isDirectory(WORK.resolve("node_modules/@confluentinc/schemaregistry"))) {
      return;
    }
    try {
      Process npm =
          command(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  "--no-package-lock")
              .redirectErrorStream(true)
              .redirectOutput(WORK.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(50, TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        skip("npm did not install the library within 50 s");
      } else if (npm.exitValue() != 0) {
        skip("npm could not install the library, see " + WORK.resolve("npm.log"));
      }
    } catch (IOException e) {
      skip("npm is not installed");
    }
  }

  private static JsonNode runScript(String url, JsonNode request)
      throws IOException, InterruptedException {
    Path input = WORK.resolve("request.json");
    Path output = WORK.resolve("answer.json");
    Path errors = WORK.resolve("errors.log");
    JSON.writeValue(input.toFile(), request);
    Process node =
        command("node", "interoperability.js", url)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = node.waitFor(30, TimeUnit.SECONDS);
    node.destroyForcibly();
    assertThat(ended && node.exitValue() == 0).as(Files.readString(errors)).isTrue();
    return JSON.readTree(output.toFile());
  }

  private static ProcessBuilder command(String... command) {
    return new ProcessBuilder(command).directory(WORK.toFile());
  }

  private static void skip(String reason) {
    String message = "skipped, as it takes Confluent's JavaScript library: " + reason;
    System.out.println(message);
    abort(message);
  }
}
