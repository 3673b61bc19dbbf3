package io.glossa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelIdentity;
import io.glossa.semantics.SemanticSettings;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.TopicNames;
import io.glossa.wire.RegistryAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path directory;

  @Test
  void defaultsAreThoseOfTheParts() {
    Settings settings = Settings.defaults();

    assertThat(settings.topics()).isEqualTo(TopicNames.defaults());
    assertThat(settings.batching()).isEqualTo(BatchingPolicy.defaults());
    assertThat(settings.inFlight()).isEqualTo(InFlightPolicy.defaults());
    assertThat(settings.semantics()).isEqualTo(SemanticSettings.defaults());
    assertThat(settings.limits().maxTextBytes()).isEqualTo(1 << 20);
    assertThat(settings.gate().threshold()).isEqualTo(5.0);
    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
  }

  @Test
  void shippedFileHoldsEveryKeyWithItsDefault() {
    SettingsLayers layers = new SettingsLayers();
    layers.addDefaults();

    assertThat(layers.values().keySet())
        .containsExactlyInAnyOrderElementsOf(SettingDefinitions.keys());
    SettingDefinitions.definitions()
        .configKeys()
        .forEach(
            (name, key) ->
                assertThat(
                        ConfigDef.parseType(
                            name,
                            Objects.requireNonNull(layers.values().get(name)).text(),
                            key.type))
                    .as(name)
                    .isEqualTo(key.defaultValue));
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    Path file =
        write(
            """
            topcis:
              documents: a
            batches:
              max-texts: 0
              linger-ms: soon
            gate:
              languages:
                ko: 11
            registry:
              auth: kerberos
              urls: [ftp://registry]
            kafka:
              application.id: other
            """);

    InvalidSettingsException refused =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () ->
                Settings.load(
                    file,
                    Map.of("GLOSSA_HTTP_PORT", "70000", "GLOSSA_HTTP_HOTS", "x"),
                    Map.of(
                        "topics.models", "no spaces", "topics.review-failed", "glossa.models.v1")));

    assertThat(refused.problems())
        .anySatisfy(
            p -> assertThat(p).contains("topcis.documents", "did you mean topics.documents"))
        .anySatisfy(p -> assertThat(p).contains("batches.max-texts", "'0'", file.toString(), "1"))
        .anySatisfy(p -> assertThat(p).contains("batches.linger-ms", "'soon'", "whole number"))
        .anySatisfy(p -> assertThat(p).contains("gate.languages.ko", "'11'"))
        .anySatisfy(p -> assertThat(p).contains("registry.auth", "none, basic, bearer"))
        .anySatisfy(p -> assertThat(p).contains("ftp://registry"))
        .anySatisfy(p -> assertThat(p).contains("kafka.application.id", "application.id"))
        .anySatisfy(p -> assertThat(p).contains("http.port", "GLOSSA_HTTP_PORT", "65535"))
        .anySatisfy(p -> assertThat(p).contains("http.hots", "did you mean http.host"))
        .anySatisfy(p -> assertThat(p).contains("topics.models", "--set"))
        .anySatisfy(p -> assertThat(p).contains("name one topic twice"))
        .hasSize(11);
  }

  @Test
  void laterLayersWin() throws IOException {
    Path file = write("topics:\n  documents: from.file\n  models: from.file.models\n");

    Settings settings =
        Settings.load(
            file,
            Map.of(
                "GLOSSA_TOPICS_DOCUMENTS", "from.environment",
                "GLOSSA_TOPICS_DEAD_LETTERS", "dead",
                "GLOSSA_KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                "GLOSSA_KAFKA_PRODUCER_LINGER_MS", "7",
                "GLOSSA_GATE_LANGUAGES_KO", "4.5",
                "GLOSSA_CONFIG", "belongs to the launcher"),
            Map.of("topics.dead-letters", "from.command.line"));

    assertThat(settings.topics().documents()).isEqualTo("from.environment");
    assertThat(settings.topics().models()).isEqualTo("from.file.models");
    assertThat(settings.topics().deadLetters()).isEqualTo("from.command.line");
    assertThat(settings.kafka())
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("producer.linger.ms", "7");
    assertThat(settings.gate().thresholdByLanguage()).containsEntry("ko", 4.5);
    assertThat(settings.values())
        .contains(
            new SettingValue(
                "topics.documents", "from.environment", "environment GLOSSA_TOPICS_DOCUMENTS"));
  }

  @Test
  void secretsAreUsedButNeverShown() {
    Settings settings =
        Settings.load(
            null,
            Map.of(
                "GLOSSA_REGISTRY_PASSWORD", "hunter2", "GLOSSA_KAFKA_SASL_JAAS_CONFIG", "s3cret"),
            Map.of("registry.auth", "basic", "registry.user", "glossa"));

    assertThat(settings.registry().auth()).isEqualTo(new RegistryAuth.Basic("glossa", "hunter2"));
    assertThat(settings.kafka()).containsEntry("sasl.jaas.config", "s3cret");
    assertThat(settings.toString()).doesNotContain("hunter2", "s3cret").contains("[hidden]");
  }

  @Test
  void refusedSecretIsNotInTheMessage() {
    InvalidSettingsException refused =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () ->
                Settings.load(
                    null,
                    Map.of(),
                    Map.of("registry.auth", "basic", "registry.password", "hunter2")));

    assertThat(refused).hasMessageContaining("registry user").hasMessageNotContaining("hunter2");
  }

  @Test
  void unreadableFilesAreProblems() throws IOException {
    assertThat(
            catchThrowableOfType(
                InvalidSettingsException.class,
                () -> Settings.load(directory.resolve("absent.yaml"), Map.of(), Map.of())))
        .hasMessageContaining("absent.yaml");
    Path broken = write("topics: [unclosed\n");
    assertThat(
            catchThrowableOfType(
                InvalidSettingsException.class, () -> Settings.load(broken, Map.of(), Map.of())))
        .hasMessageContaining("is not YAML");
  }

  @Test
  void emptyFileChangesNothing() throws IOException {
    assertThat(Settings.load(write("# nothing\n"), Map.of(), Map.of()).values())
        .isEqualTo(Settings.defaults().values());
  }

  @Test
  void chunksTakeWhatTheModelTakes() {
    ModelDescription model =
        new ModelDescription(new ModelIdentity("m", "1"), 8, 128, 2, true, "test");

    assertThat(Settings.defaults().chunks().forModel(model).maxTokens()).isEqualTo(126);
    assertThat(new ChunkSettings(64, 8).forModel(model).maxTokens()).isEqualTo(64);
    assertThat(
            catchThrowableOfType(
                InvalidSettingsException.class, () -> new ChunkSettings(127, 8).forModel(model)))
        .hasMessageContaining("126");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(directory.resolve("mine.yaml"), yaml);
  }
}
