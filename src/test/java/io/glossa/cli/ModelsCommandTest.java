package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.testkit.HubRepository;
import io.glossa.testkit.HubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

  private static final String ID = "some-org/some-model";

  @TempDir Path cache;
  private HubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new HubServer();
    server.put(ID, HubRepository.of(1, 'a'));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Shell.Result models(String... line) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(line));
    for (String setting :
        List.of(
            "model.hub.url=" + server.url(),
            "model.zoo.url=" + server.url(),
            "model.hub.allowed-hosts=127.0.0.1,localhost",
            "model.cache=" + cache)) {
      all.add("--set");
      all.add(setting);
    }
    return Shell.run(all.toArray(String[]::new));
  }

  private static JsonNode json(Shell.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void pulledModelIsListedShownAndVerified() throws IOException {
    Shell.Result pulled = models("pull", ID);
    assertThat(pulled.err()).contains("fetching " + ID + ": 4 files");
    assertThat(pulled.code()).isEqualTo(ExitCode.OK);
    Path directory = Path.of(pulled.out().strip());
    assertThat(directory.resolve("glossa.json")).exists();

    JsonNode fetched = json(models("list", "--json")).path("fetched").path(0);
    assertThat(fetched.path("model").asText()).isEqualTo(ID);
    assertThat(fetched.path("commit").asText()).isEqualTo("a".repeat(40));
    assertThat(fetched.path("bytes").asLong()).isGreaterThan(1_000_000);
    assertThat(models("list").out()).contains("minilm-l12", ID, "a".repeat(40));

    JsonNode card = json(models("show", ID, "--json"));
    assertThat(card.path("id").asText()).isEqualTo(ID);
    assertThat(card.path("architecture").asText()).isEqualTo("static");
    assertThat(card.path("dimension").asInt()).isEqualTo(64);
    assertThat(card.path("prompts").path("query").asText()).isEqualTo("find: ");
    assertThat(card.path("files").has("model.safetensors")).isTrue();
    assertThat(models("show", ID).out()).contains("revision", "licence", "Apache-2.0", "bytes");

    Shell.Result verified = models("verify");
    assertThat(verified.code()).isEqualTo(ExitCode.OK);
    assertThat(verified.out()).contains(ID, "5 files as fetched");
  }

  @Test
  void damagedFileIsNamedAndRepaired() throws IOException {
    Path directory = Path.of(models("pull", ID).out().strip());
    Files.writeString(directory.resolve("tokenizer.json"), "{\"version\":\"9.9\",\"seed\":1}");

    Shell.Result found = models("verify", ID);
    assertThat(found.code()).isEqualTo(ExitCode.FOUND);
    assertThat(found.out()).contains("DAMAGED", "tokenizer.json has other contents");
    assertThat(json(models("verify", "--json")).path("models").path(0).path("damages"))
        .isNotEmpty();
    assertThat(models("show", ID).code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(models("pull", ID, "--json").out()).contains("\"commit\":\"aaaa");
    assertThat(models("verify").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void presetIsShownBeforeItIsFetched() throws IOException {
    JsonNode card = json(models("show", "e5-small", "--json"));
    assertThat(card.path("id").asText()).isEqualTo("intfloat/e5-small-v2");
    assertThat(card.path("fetched").asText()).isEqualTo("no");
    assertThat(card.path("prompts").path("query").asText()).isEqualTo("query: ");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void unknownModelsAreNamed() {
    Shell.Result pulled = models("pull", "some-org/none");
    assertThat(pulled.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(pulled.err()).contains("some-org/none", "404");
    assertThat(models("show", "some-org/none").err()).contains("models pull some-org/none");
    assertThat(models("verify", "some-org/none").code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(models("pull", "./directory").err()).contains("no model that is fetched");
    assertThat(models("pull", "djl://").err()).contains("expected djl://GROUP/ARTIFACT");
  }

  @Test
  void hubThatIsNotAllowedIsAWrongSetting() {
    Shell.Result result =
        Shell.run("models", "list", "--set", "model.hub.url=https://evil.example");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("model.hub.url", "evil.example", "model.hub.allowed-hosts");
  }
}
