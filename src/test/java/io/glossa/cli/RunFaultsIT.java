package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.Main;
import io.glossa.Settings;
import io.glossa.cli.rows.Row;
import io.glossa.document.Document;
import io.glossa.embedded.EmbeddedKafka;
import io.glossa.embedded.EmbeddedKafkaSettings;
import io.glossa.embedded.EmbeddedSchemaRegistry;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistrySettings;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} does when something outside is wrong, and when it is told to stop. */
class RunFaultsIT {

  private static final Duration RETRY = Duration.ofSeconds(3);

  @TempDir Path directory;
  private EmbeddedKafka kafka;
  private EmbeddedSchemaRegistry registry;
  private Map<String, String> options;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary(1));
    registry = EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), 0);
    options = new LinkedHashMap<>();
    options.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    options.put("registry.urls", registry.url().toString());
    options.put("registry.retry-timeout-ms", Long.toString(RETRY.toMillis()));
    options.put("state.dir", directory.resolve("state").toString());
    options.put("http.port", "0");
  }

  @AfterEach
  void stop() {
    registry.close();
    kafka.close();
  }

  @Test
  void missingTopicsAndWrongPartitionCountsAreRefusedWithTheCommandThatCreatesThem()
      throws Exception {
    Shell.Result missing = glossa("run");
    assertThat(missing.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(missing.err())
        .contains("topic 'glossa.documents.v1' is missing", "./glossa topics create --set");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic("glossa.review.failed.v1", 3, (short) 1)))
          .all()
          .get();
    }
    Shell.Result created = glossa("topics", "create");
    assertThat(created.code()).isEqualTo(ExitCode.FOUND);
    Shell.Result described = glossa("topics", "describe", "--set", "topics.partitions=1");
    assertThat(described.err())
        .as("what counts is the input topic as it is; models have nothing to do with it")
        .contains("'glossa.review.failed.v1' has 3 partitions")
        .doesNotContain("glossa.models.v1");
    Shell.Result wrong = glossa("run");
    assertThat(wrong.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(wrong.err())
        .contains(
            "'glossa.review.failed.v1' has 3 partitions; expected 4", "./glossa topics create");
  }

  @Test
  void aRegistryThatIsDownAtStartIsAnErrorWithAddressAndSubject() {
    assertThat(glossa("topics", "create").code()).isEqualTo(ExitCode.OK);
    String url = registry.url().toString();
    registry.close();

    Shell.Result result = glossa("run");

    assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(result.err()).contains(url, "subject 'glossa.documents.v1-value'");
  }

  @Test
  void aRegistryThatGoesInFlightStopsTheStreamAndNothingIsSkipped() throws Exception {
    assertThat(glossa("topics", "create").code()).isEqualTo(ExitCode.OK);
    int newerId = registerNewerSchema();
    try (DocumentSender sender = sender()) {
      sender.send(row("before", "A document before the trouble begins."));
      sender.sendRaw("newer", newerValue(newerId, "newer", "A document of a newer producer."));
      sender.send(row("after", "A document after the trouble began."));
      sender.flush();
    }
    URI url = registry.url();
    // The stream knows the schemas that it writes; the newer one it has to ask for.
    Application application = Application.start(settings(), Wires.open(settings()));
    registry.close();
    try {
      assertThat(application.awaitEnd(Duration.ofMinutes(1))).isTrue();
      String message = Failures.describe(application.failure().orElseThrow());
      assertThat(message).contains(url.toString(), "schema id " + newerId);
    } finally {
      application.stop();
    }

    registry = EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), url.getPort());
    application = Application.start(settings(), Wires.open(settings()));
    try {
      Shell.Result audit = glossa("audit", "--wait", "60", "--json");
      assertThat(audit.code()).as(audit.out()).isEqualTo(ExitCode.OK);
      assertThat(audit.out()).contains("\"audit.events\",\"value\":3");
    } finally {
      application.stop();
    }
  }

  @Test
  void aSignalUnderLiveInputEndsInOrderWithZero() throws Exception {
    assertThat(glossa("topics", "create").code()).isEqualTo(ExitCode.OK);
    Process stream = startProcess();
    AtomicBoolean feeding = new AtomicBoolean(true);
    Thread feed = new Thread(() -> feed(feeding), "feed");
    feed.start();
    try {
      Path log = directory.resolve("run.log");
      long endNanos = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (!Files.readString(log).contains("stream is RUNNING")) {
        assertThat(stream.isAlive() && System.nanoTime() < endNanos).as("it runs").isTrue();
        Thread.sleep(100);
      }
      Thread.sleep(1500);

      stream.destroy();

      assertThat(stream.waitFor(60, TimeUnit.SECONDS)).as("it ends within the minute").isTrue();
      assertThat(stream.exitValue()).as(Files.readString(log)).isZero();
      assertThat(Files.readString(log)).contains("stopped, nothing in flight");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .as("no native crash")
            .noneMatch(name -> name.startsWith("hs_err"));
      }
    } finally {
      feeding.set(false);
      feed.join();
      stream.destroyForcibly();
    }
    Application application = Application.start(settings(), Wires.open(settings()));
    try {
      Shell.Result audit = glossa("audit", "--wait", "60", "--json");
      assertThat(audit.code()).as(audit.out()).isEqualTo(ExitCode.OK);
    } finally {
      application.stop();
    }
  }

  private Process startProcess() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run"));
    options.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    File log = directory.resolve("run.log").toFile();
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private void feed(AtomicBoolean feeding) {
    try (DocumentSender sender = sender()) {
      for (int i = 0; feeding.get(); i++) {
        sender.send(row("live-" + i % 500, "Document number " + i + " of a river of documents."));
        Thread.sleep(2);
      }
      sender.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Row row(String id, String text) {
    return new Row.Update(1, Document.of(id, text));
  }

  private Settings settings() {
    return Settings.load(null, Map.of(), options);
  }

  private DocumentSender sender() {
    return new DocumentSender(
        KafkaClients.producer(settings(), DocumentSender.MAX_REQUEST_BYTES),
        Wires.open(settings()),
        settings().topics().documents());
  }

  private Shell.Result glossa(String... line) {
    List<String> arguments = new ArrayList<>(List.of(line));
    options.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return Shell.run(arguments.toArray(String[]::new));
  }

  private static Schema newerSchema() {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "DocumentEvent", "namespace": "io.glossa.schema", "fields": [
              {"name": "id", "type": "string"},
              {"name": "text", "type": "string"},
              {"name": "novelty", "type": "string", "default": ""}]}
            """);
  }

  private int registerNewerSchema() {
    return new ConfluentSchemaRegistry(RegistrySettings.of(registry.url()))
        .register("of-a-newer-producer", newerSchema());
  }

  private static byte[] newerValue(int schemaId, String id, String text) throws IOException {
    GenericData.Record record = new GenericData.Record(newerSchema());
    record.put("id", id);
    record.put("text", text);
    record.put("novelty", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
