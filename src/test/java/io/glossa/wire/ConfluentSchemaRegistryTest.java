package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.glossa.wire.StubRegistryServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfluentSchemaRegistryTest {

  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema NOTE =
      SchemaBuilder.record("Note").fields().requiredString("text").endRecord();
  private static final String PASSWORD = "changeit";

  /** The client begins with any of its addresses: so many clients begin with each of two. */
  private static final int CLIENTS = 20;

  private final ManualPacing pacing = new ManualPacing();

  @Test
  void triesAgainWhenTheRegistryIsUnavailable() throws Exception {
    try (var server =
        new StubRegistryServer(
            StubRegistryServer.UNAVAILABLE,
            StubRegistryServer.UNAVAILABLE,
            new Answer(500, "{\"error_code\":50001,\"message\":\"store\"}"),
            StubRegistryServer.SCHEMA)) {
      assertThat(registry(server.url()).schemaById(7)).isEqualTo(STRING);
      assertThat(server.requests).hasSize(4);
      assertThat(pacing.pauses).hasSize(3);
    }
  }

  @Test
  void givesUpAfterTheTimeoutNamingAddressAndSubject() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.UNAVAILABLE)) {
      assertThatThrownBy(() -> registry(server.url()).register("notes-value", NOTE))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(server.url().toString())
          .hasMessageContaining("notes-value")
          .hasMessageContaining("503");
      assertThat(pacing.passed()).isEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void pausesGrowAndStayBounded() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.UNAVAILABLE)) {
      assertThatThrownBy(() -> registry(server.url()).schemaById(1))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("schema id 1");
    }
    assertThat(pacing.pauses.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(pacing.pauses.get(4)).isGreaterThanOrEqualTo(Duration.ofMillis(1600));
    assertThat(pacing.pauses).allMatch(p -> p.compareTo(Duration.ofSeconds(10)) <= 0);
  }

  @Test
  void doesNotRepeatWhatWasRefused() throws Exception {
    Answer conflict = new Answer(409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    try (var server = new StubRegistryServer(conflict)) {
      assertThatThrownBy(() -> registry(server.url()).register("notes-value", NOTE))
          .isInstanceOf(RegistryException.class)
          .isNotInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("incompatible")
          .hasMessageContaining("notes-value");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void tellsAnUnknownIdFromAWrongAddress() throws Exception {
    Answer unknown = new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    try (var server = new StubRegistryServer(unknown)) {
      assertThatThrownBy(() -> registry(server.url()).schemaById(5))
          .isInstanceOf(UnusableSchemaException.class);
    }
    try (var server = new StubRegistryServer(new Answer(404, "<html>no such page</html>"))) {
      assertThatThrownBy(() -> registry(server.url()).schemaById(5))
          .isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void refusesSchemasThatAreNotAvro() throws Exception {
    Answer json = new Answer(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    try (var server = new StubRegistryServer(json, new Answer(200, "{\"schema\":\"{\"}"))) {
      ConfluentSchemaRegistry registry = registry(server.url());
      assertThatThrownBy(() -> registry.schemaById(5))
          .isInstanceOf(UnusableSchemaException.class)
          .hasMessageContaining("JSON");
      assertThatThrownBy(() -> registry.schemaById(5))
          .isInstanceOf(UnusableSchemaException.class)
          .hasMessageContaining("not valid Avro");
    }
  }

  @Test
  void followsReferencesToOtherSchemas() throws Exception {
    String list =
        "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"Note\\\"}\","
            + "\"references\":[{\"name\":\"Note\",\"subject\":\"note\",\"version\":1}]}";
    String note =
        "{\"subject\":\"note\",\"version\":1,\"id\":1,\"schema\":\"%s\"}"
            .formatted(NOTE.toString().replace("\"", "\\\""));
    try (var server = new StubRegistryServer(new Answer(200, list), new Answer(200, note))) {
      assertThat(registry(server.url()).schemaById(2)).isEqualTo(Schema.createArray(NOTE));
    }
  }

  @Test
  void asksOnceForEachId() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.SCHEMA)) {
      ConfluentSchemaRegistry registry = registry(server.url());
      registry.schemaById(1);
      registry.schemaById(1);
      registry.schemaById(2);
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void sendsBasicCredentials() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.SCHEMA)) {
      connect(settings(server.url()).withAuth(new RegistryAuth.Basic("ada", "s:cret")))
          .schemaById(1);
      assertThat(server.credentials).containsExactly("Basic YWRhOnM6Y3JldA==");
    }
  }

  @Test
  void sendsABearerToken() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.SCHEMA)) {
      connect(settings(server.url()).withAuth(new RegistryAuth.Bearer("token-1"))).schemaById(1);
      assertThat(server.credentials).containsExactly("Bearer token-1");
    }
  }

  @Test
  void passesOverAnAddressWhereNobodyListens() throws Exception {
    try (var server = new StubRegistryServer(StubRegistryServer.SCHEMA)) {
      URI nobody = nobody();
      for (int client = 0; client < CLIENTS; client++) {
        assertThat(registry(nobody, server.url()).schemaById(1)).isEqualTo(STRING);
      }
      assertThat(pacing.pauses).isEmpty();
    }
  }

  @Test
  void passesOverAnAddressThatIsUnavailable() throws Exception {
    try (var broken = new StubRegistryServer(StubRegistryServer.UNAVAILABLE);
        var server = new StubRegistryServer(StubRegistryServer.SCHEMA)) {
      for (int client = 0; client < CLIENTS; client++) {
        assertThat(registry(broken.url(), server.url()).schemaById(1)).isEqualTo(STRING);
      }
      assertThat(broken.requests).hasSizeBetween(1, CLIENTS);
      assertThat(server.requests).hasSize(CLIENTS);
    }
  }

  @Test
  void trustsTheCertificatesOfItsTruststoreOnly(@TempDir Path directory) throws Exception {
    Path keys = directory.resolve("server.p12");
    Path trusted = directory.resolve("trusted.p12");
    Path certificate = directory.resolve("server.crt");
    keytool(
        "-genkeypair",
        "-alias",
        "registry",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-validity",
        "2",
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert",
        "-alias",
        "registry",
        "-file",
        certificate.toString(),
        "-keystore",
        keys.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "registry",
        "-file",
        certificate.toString(),
        "-keystore",
        trusted.toString());
    try (var server = new StubRegistryServer(https(keys), StubRegistryServer.SCHEMA)) {
      RegistrySettings settings = settings(URI.create("https://localhost:" + server.port()));
      assertThat(
              connect(settings.withTruststore(new KeyMaterial(trusted, PASSWORD, "PKCS12")))
                  .schemaById(1))
          .isEqualTo(STRING);
      assertThatThrownBy(() -> connect(settings.withRetryTimeout(Duration.ZERO)).schemaById(2))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("PKIX");
    }
  }

  private ConfluentSchemaRegistry registry(URI... urls) {
    return connect(settings(urls));
  }

  private ConfluentSchemaRegistry connect(RegistrySettings settings) {
    return new ConfluentSchemaRegistry(settings, pacing);
  }

  private static RegistrySettings settings(URI... urls) {
    return RegistrySettings.of(urls).withRetryTimeout(Duration.ofMinutes(1));
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static HttpsServer https(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }
}
