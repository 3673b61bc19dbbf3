package io.glossa.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistryException;
import io.glossa.wire.RegistrySettings;
import io.glossa.wire.UnusableSchemaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedSchemaRegistryTest {

  private static final Schema NOTE =
      SchemaBuilder.record("Note").fields().requiredString("text").endRecord();
  private static final Schema NOTE_WITH_DEFAULT =
      SchemaBuilder.record("Note")
          .fields()
          .requiredString("text")
          .name("stars")
          .type()
          .intType()
          .intDefault(0)
          .endRecord();
  private static final Schema NOTE_WITHOUT_DEFAULT =
      SchemaBuilder.record("Note")
          .fields()
          .requiredString("text")
          .requiredString("author")
          .endRecord();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RememberedLog log = new RememberedLog();
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start(log, 0);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void givesOneIdToOneSchemaWhereverItIsRegistered() {
    ConfluentSchemaRegistry client = client();
    int id = client.register("notes-value", NOTE);
    assertThat(client().register("notes-value", NOTE)).isEqualTo(id);
    assertThat(client().register("drafts-value", NOTE)).isEqualTo(id);
    assertThat(client().register("notes-value", NOTE_WITH_DEFAULT)).isNotEqualTo(id);
    assertThat(client().idOf("notes-value", NOTE)).isEqualTo(id);
  }

  @Test
  void returnsTheSchemaOfAnId() throws UnusableSchemaException {
    int id = client().register("notes-value", NOTE);
    assertThat(client().schemaById(id)).isEqualTo(NOTE);
  }

  @Test
  void saysThatAnIdIsUnknown() {
    assertThatThrownBy(() -> client().schemaById(77))
        .isInstanceOf(UnusableSchemaException.class)
        .hasMessageContaining("77");
  }

  @Test
  void refusesASchemaThatCannotReadTheOneBefore() {
    client().register("notes-value", NOTE);
    assertThat(client().isCompatible("notes-value", NOTE_WITHOUT_DEFAULT)).isFalse();
    assertThat(client().isCompatible("notes-value", NOTE_WITH_DEFAULT)).isTrue();
    assertThatThrownBy(() -> client().register("notes-value", NOTE_WITHOUT_DEFAULT))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("409")
        .hasMessageContaining("notes-value")
        .hasMessageContaining("author");
  }

  @Test
  void takesAnySchemaWhereTheRuleIsNone() throws Exception {
    client().register("notes-value", NOTE);
    assertThat(put("/config/notes-value", "{\"compatibility\":\"NONE\"}").statusCode())
        .isEqualTo(200);
    client().register("notes-value", NOTE_WITHOUT_DEFAULT);
    assertThat(json("/subjects/notes-value/versions").toString()).isEqualTo("[1,2]");
    assertThat(json("/config/notes-value").at("/compatibilityLevel").asText()).isEqualTo("NONE");
  }

  @Test
  void comesBackWithIdsVersionsAndRules() throws Exception {
    int first = client().register("notes-value", NOTE);
    int second = client().register("notes-value", NOTE_WITH_DEFAULT);
    put("/config/notes-value", "{\"compatibility\":\"FULL\"}");
    registry.close();
    registry = EmbeddedSchemaRegistry.start(log, 0);
    assertThat(client().idOf("notes-value", NOTE)).isEqualTo(first);
    assertThat(client().schemaById(second)).isEqualTo(NOTE_WITH_DEFAULT);
    assertThat(json("/config/notes-value").at("/compatibilityLevel").asText()).isEqualTo("FULL");
    Schema other = SchemaBuilder.record("Other").fields().endRecord();
    assertThat(client().register("other-value", other)).isEqualTo(second + 1);
  }

  @Test
  void writesTheEntriesOfConfluentsRegistry() throws Exception {
    client().register("notes-value", NOTE);
    JsonNode key = JSON.readTree(log.entries.keySet().iterator().next());
    JsonNode value = JSON.readTree(log.entries.values().iterator().next());
    assertThat(key)
        .isEqualTo(
            JSON.readTree(
                "{'keytype':'SCHEMA','subject':'notes-value','version':1,'magic':1}"
                    .replace('\'', '"')));
    assertThat(value.at("/id").asInt()).isEqualTo(1);
    assertThat(value.at("/deleted").asBoolean()).isFalse();
    assertThat(new Schema.Parser().parse(value.at("/schema").asText())).isEqualTo(NOTE);
  }

  @Test
  void answersTheQuestionsOfOtherClients() throws Exception {
    int id = client().register("a/b c-value", NOTE);
    assertThat(json("/subjects").toString()).isEqualTo("[\"a/b c-value\"]");
    assertThat(json("/subjects/a%2Fb%20c-value/versions/latest").at("/id").asInt()).isEqualTo(id);
    assertThat(json("/schemas/ids/" + id + "/versions").at("/0/version").asInt()).isEqualTo(1);
    assertThat(json("/schemas/ids/" + id + "/subjects").toString()).isEqualTo("[\"a/b c-value\"]");
    assertThat(json("/schemas/types").toString()).isEqualTo("[\"AVRO\"]");
    assertThat(json("/config").at("/compatibilityLevel").asText()).isEqualTo("BACKWARD");
    assertThat(json("/mode").at("/mode").asText()).isEqualTo("READWRITE");
  }

  @Test
  void refusesWithTheCodesThatClientsKnow() throws Exception {
    client().register("notes-value", NOTE);
    assertRefused(get("/subjects/none/versions"), 404, 40401);
    assertRefused(get("/subjects/notes-value/versions/9"), 404, 40402);
    assertRefused(get("/subjects/notes-value/versions/x"), 422, 42202);
    assertRefused(get("/schemas/ids/9"), 404, 40403);
    assertRefused(get("/config/notes-value"), 404, 40408);
    assertRefused(put("/config", "{\"compatibility\":\"SOME\"}"), 422, 42203);
    assertRefused(post("/subjects/x/versions", "{\"schema\":\"{\"}"), 422, 42201);
    assertRefused(
        post("/subjects/x/versions", "{\"schema\":\"1\",\"schemaType\":\"JSON\"}"), 422, 42201);
    assertRefused(post("/subjects/x/versions", "not json"), 400, 400);
    assertRefused(get("/nowhere"), 404, 404);
  }

  private ConfluentSchemaRegistry client() {
    return new ConfluentSchemaRegistry(
        RegistrySettings.of(registry.url()).withRetryTimeout(Duration.ZERO));
  }

  private static void assertRefused(HttpResponse<String> response, int status, int code)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).at("/error_code").asInt()).isEqualTo(code);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.schemaregistry.v1+json");
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI at(String path) {
    return URI.create(registry.url() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
