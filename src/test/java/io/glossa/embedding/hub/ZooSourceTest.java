package io.glossa.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.TracedModel;
import io.glossa.testkit.HubFault;
import io.glossa.testkit.HubServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooSourceTest {

  private static final String NAME = "djl://ai.djl.huggingface.pytorch/org/mini";
  private static final String BASE =
      "/model/nlp/text_embedding/ai/djl/huggingface/pytorch/org/mini/";
  private static final String ARCHIVE = BASE + "0.0.2/mini.zip";

  @TempDir Path cache;
  private HubServer server;

  @BeforeEach
  void start() throws IOException {
    server = new HubServer();
    publish(archive(Map.of("mini.pt", "script", "tokenizer.json", "{}")), "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Fetches fetches() {
    return new Fetches(server, cache);
  }

  private void publish(byte[] archive, String sha1) {
    String hash = sha1.isEmpty() ? HubServer.sha1(archive) : sha1;
    server.plain(ARCHIVE, archive);
    server.plain(
        BASE + "metadata.json",
        """
        {"metadataVersion":"0.2","groupId":"ai.djl.huggingface.pytorch","artifactId":"org/mini",
         "artifacts":[
          {"version":"0.0.1","files":{"model":{"uri":"0.0.1/mini.zip","name":"",
            "sha1Hash":"%1$s","size":1}}},
          {"version":"0.0.2","arguments":{"normalize":"false","pooling":"cls","maxLength":128,
            "includeTokenTypes":"true","engine":"PyTorch"},
           "files":{"model":{"uri":"0.0.2/mini.zip","name":"","sha1Hash":"%1$s","size":%2$d}}}]}
        """
            .formatted(hash, archive.length)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] archive(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void highestVersionIsLaidOutWithItsArguments() throws IOException {
    Path directory = fetches().directory(NAME);

    assertThat(TracedModel.isAt(directory)).isTrue();
    TracedModel model = TracedModel.open(directory);
    assertThat(model.identity().id()).isEqualTo("org/mini");
    assertThat(model.pooling()).isEqualTo(Pooling.CLS);
    assertThat(model.normalised()).isFalse();
    assertThat(model.maxTokens()).isEqualTo(128);
    assertThat(model.tokenTypes()).isTrue();
    assertThat(Files.readString(model.script())).isEqualTo("script");
    assertThat(directory.getFileName().toString()).startsWith("0.0.2-");
    assertThat(new ModelCache(cache).find(NAME)).hasSize(1);
    assertThat(new ModelCache(cache).find(NAME + "/0.0.1")).isEmpty();
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "mini.pt", "tokenizer.json", "serving.properties", Receipt.FILE_NAME);
    }
  }

  @Test
  void withoutTheZooTheCacheAnswers() {
    Path directory = fetches().directory(NAME);
    server.close();
    assertThat(fetches().directory(NAME)).isEqualTo(directory);
    assertThat(fetches().offline().directory(NAME)).isEqualTo(directory);
  }

  @Test
  void changedScriptIsRefusedAndRepaired() throws IOException {
    Path directory = fetches().directory(NAME);
    Files.writeString(directory.resolve("mini.pt"), "scripT");
    assertThatThrownBy(() -> fetches().directory(NAME))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("mini.pt has other contents");
    assertThat(fetches().sources().pull(NAME).damages()).isEmpty();
    assertThat(Files.readString(directory.resolve("mini.pt"))).isEqualTo("script");
  }

  @Test
  void archiveThatIsNotTheOneOfTheMetadataIsRefused() throws IOException {
    publish(archive(Map.of("mini.pt", "other", "tokenizer.json", "{}")), "0".repeat(40));
    assertThatThrownBy(() -> fetches().directory(NAME))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("instead of sha1:" + "0".repeat(40));
  }

  @Test
  void archiveThatLeavesTheDirectoryIsRefused() throws IOException {
    publish(archive(Map.of("mini.pt", "x", "../../evil", "x")), "");
    assertThatThrownBy(() -> fetches().directory(NAME))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("../../evil");
    assertThat(cache.resolve("evil")).doesNotExist();
    publish(archive(Map.of("readme", "x")), "");
    assertThatThrownBy(() -> fetches().directory(NAME)).hasMessageContaining("0 TorchScript files");
  }

  @Test
  void redirectedAndUnknownModelsAreRefused() {
    server.fail(ARCHIVE, new HubFault.Redirect("https://evil.example/x.zip"));
    assertThatThrownBy(() -> fetches().directory(NAME)).hasMessageContaining("evil.example");
    assertThatThrownBy(() -> fetches().directory(NAME + "/0.0.9"))
        .hasMessageContaining("[0.0.1, 0.0.2]");
    assertThatThrownBy(() -> fetches().directory("djl://ai.djl.pytorch/none"))
        .hasMessageContaining("404");
  }
}
