package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.testkit.EmbeddingsServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines over a model that is a service. */
class RemoteModelTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIMENSION = 8;

  @TempDir Path directory;
  private EmbeddingsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingsServer(DIMENSION);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Shell.Result run(String verb, String rows, String... settings) throws IOException {
    Path in = Files.writeString(directory.resolve("in.jsonl"), rows);
    List<String> line = new ArrayList<>(List.of(verb, in.toString(), "-o", out().toString()));
    for (String setting : settings) {
      line.add("--set");
      line.add(setting);
    }
    for (String setting :
        List.of(
            "model.bundle=openai:local-model",
            "model.remote.url=" + server.url(),
            "model.remote.key-variable=",
            "model.remote.price-per-million-tokens=3")) {
      line.add("--set");
      line.add(setting);
    }
    return Shell.run(line.toArray(String[]::new));
  }

  private Path out() {
    return directory.resolve("out.jsonl");
  }

  private List<JsonNode> rows() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(out())) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static String row(String id, String text) {
    return "{\"id\":\"%s\",\"text\":\"%s\"}\n".formatted(id, text);
  }

  @Test
  void embedWritesVectorsAndSaysWhatTheyCost() throws Exception {
    Shell.Result result =
        run("embed", row("a", "one two three") + row("b", "four") + row("c", "one two three"));

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(rows()).extracting(r -> r.path("id").asText()).containsExactly("a", "b", "c");
    assertThat(rows()).allMatch(r -> r.path("embedding").size() == DIMENSION);
    assertThat(rows().get(0).path("embedding")).isEqualTo(rows().get(2).path("embedding"));
    // Six words of the start's text and seven here, at 3 a million.
    assertThat(result.err()).contains("13 tokens, cost 0.000039");
  }

  @Test
  void embedRefusesOnlyThePoison() throws Exception {
    Shell.Result result =
        run("embed", row("a", "good") + row("b", EmbeddingsServer.POISON) + row("c", "good too"));

    assertThat(result.code()).isEqualTo(ExitCode.FOUND);
    assertThat(rows()).extracting(r -> r.has("embedding")).containsExactly(true, false, true);
    assertThat(rows().get(1).path("error").asText()).contains("it answered 400");
  }

  @Test
  void aServiceThatIsNotThereIsTheEnvironment() throws Exception {
    server.close();

    Shell.Result result = run("embed", row("a", "text"), "model.remote.start-timeout-ms=0");

    assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err())
        .contains("model local-model at " + server.url() + " is away", "ConnectException")
        .doesNotContain("\tat ");
  }

  @Test
  void aKeyThatExpiresOnTheWayIsTheEnvironment() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      rows.append(row("d" + i, "text " + i));
    }
    // The start, one batch, and then nothing any more.
    server.then(server.answer(), server.answer());
    server.always(EmbeddingsServer.error(401, "expired"));

    Shell.Result result = run("embed", rows.toString(), "batches.workers=2");

    assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err()).contains("cannot be used: it answered 401: expired");
    assertThat(result.err()).contains("requests").doesNotContain("\tat ");
    assertThat(rows()).noneMatch(r -> r.has("error"));
  }

  @Test
  void enrichRunsOnAService() throws Exception {
    Shell.Result result =
        run("enrich", row("a", "The committee met on Tuesday to talk about the new budget."));

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    assertThat(rows().get(0).path("language").path("code").asText()).isEqualTo("en");
    assertThat(result.err()).contains("remote model: ");
  }

  @Test
  void aTokenizerFileCountsTheTokens() throws Exception {
    Path tokenizer = tokenizer();
    Shell.Result result =
        run(
            "embed",
            row("a", "word ".repeat(100).strip()),
            "model.remote.tokenizer=" + tokenizer,
            "model.remote.max-tokens=40",
            "chunks.overlap-tokens=0");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    List<String> sent = new ArrayList<>();
    server.requests().stream()
        .skip(1)
        .forEach(request -> request.path("input").forEach(input -> sent.add(input.asText())));
    // Chunks of 40 tokens, in the words of the text and not of the vocabulary.
    assertThat(sent).hasSize(3).allMatch(text -> text.strip().matches("(word ?)+"));
    assertThat(run("embed", row("a", "b"), "model.remote.tokenizer=/no/such/file").code())
        .isEqualTo(ExitCode.ENVIRONMENT);
  }

  @Test
  void lintKnowsWhatCannotBeAService() {
    Shell.Result result =
        Shell.run(
            "lint",
            "--set",
            "model.remote.url=http://models.example.com/v1",
            "--set",
            "model.remote.retry.max=-1");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("in the clear", "model.remote.retry.max");
  }

  private static Path tokenizer() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(
                RemoteModelTest.class
                    .getClassLoader()
                    .getResource("models/glossa-lexical/tokenizer.json"))
            .toURI());
  }
}
