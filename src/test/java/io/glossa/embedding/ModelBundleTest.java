package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  private static final String MODULES =
      """
      [{"idx":0,"path":"","type":"sentence_transformers.models.StaticEmbedding"},
       {"idx":1,"path":"1_Normalize","type":"sentence_transformers.models.Normalize"}]
      """;

  @TempDir Path parent;

  @Test
  void plainDirectoryIsNamedAfterItselfAndHashed() throws Exception {
    Path directory = plain("my-model");
    ModelBundle bundle = ModelBundle.open(directory);
    assertThat(bundle.manifest().id()).isEqualTo("my-model");
    assertThat(bundle.manifest().dimension()).isEqualTo(3);
    assertThat(bundle.manifest().normalised()).isTrue();
    assertThat(bundle.manifest().revision()).isEqualTo(revisionBySha256sum(directory));
  }

  @Test
  void cardAndHiddenFilesDoNotChangeTheRevisionButWeightsDo() throws IOException {
    Path directory = plain("model");
    String revision = ModelBundle.open(directory).manifest().revision();
    Files.writeString(directory.resolve("README.md"), "a card");
    Files.writeString(directory.resolve(".gitattributes"), "hidden");
    assertThat(ModelBundle.open(directory).manifest().revision()).isEqualTo(revision);
    weights(directory, 0.5f);
    assertThat(ModelBundle.open(directory).manifest().revision()).isNotEqualTo(revision);
  }

  @Test
  void sealedBundleOpensUntilAFileIsChanged() throws IOException {
    Path directory = plain("model");
    BundleManifest written = manifest("sealed").writeTo(directory);
    assertThat(ModelBundle.open(directory).manifest()).isEqualTo(written);
    assertThat(written.files())
        .containsExactly("model.safetensors", "modules.json", "tokenizer.json");
    weights(directory, 0.25f);
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(written.revision())
        .hasMessageContaining("damaged");
  }

  @Test
  void manifestThatContradictsModulesIsRefused() throws IOException {
    Path directory = plain("model");
    manifest("sealed").writeTo(directory);
    Path modules = directory.resolve("modules.json");
    Files.writeString(modules, MODULES.substring(0, MODULES.indexOf('\n') - 1) + "]");
    manifest("sealed").writeTo(directory);
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("normalised true");
  }

  @Test
  void missingAndUnsupportedPartsAreNamed() throws IOException {
    assertThatThrownBy(() -> ModelBundle.open(parent.resolve("nowhere")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("nowhere");
    Path directory = plain("model");
    Files.delete(directory.resolve("tokenizer.json"));
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("tokenizer.json is missing");
    Files.writeString(
        directory.resolve("modules.json"), MODULES.replace("StaticEmbedding", "CLIPModel"));
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("CLIPModel")
        .hasMessageContaining("supported are");
    Files.writeString(directory.resolve("modules.json"), "[{");
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void manifestOfLaterFormatIsRefused() throws IOException {
    Path directory = plain("model");
    manifest("sealed").writeTo(directory);
    Path file = directory.resolve(BundleManifest.FILE_NAME);
    Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
    assertThatThrownBy(() -> ModelBundle.open(directory))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void classpathBundleIsLaidDownOnceAndRepaired() throws IOException {
    ModelBundle first = BundleSource.DEFAULT.open(parent);
    Path weights = first.directory().resolve("model.safetensors");
    var written = Files.getLastModifiedTime(weights);
    assertThat(BundleSource.DEFAULT.open(parent).directory()).isEqualTo(first.directory());
    assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);
    Files.writeString(weights, "damaged");
    ModelBundle repaired = BundleSource.DEFAULT.open(parent);
    assertThat(repaired.manifest()).isEqualTo(first.manifest());
    assertThat(Files.size(weights)).isGreaterThan(1 << 20);
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(first.directory());
    }
  }

  @Test
  void sourcesAreNamedAsInConfigurations() {
    assertThat(BundleSource.parse("classpath:models/glossa-lexical"))
        .isEqualTo(BundleSource.DEFAULT);
    assertThat(BundleSource.parse("models/mine"))
        .isEqualTo(new BundleSource.Directory(Path.of("models/mine")));
    assertThatThrownBy(() -> BundleSource.parse("classpath:models/none").open(parent))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("models/none");
  }

  @Test
  void whatIsSetOtherwiseGetsARevisionOfItsOwn() throws IOException {
    Path directory = plain("model");
    BundleManifest own = ModelBundle.open(directory).manifest();
    BundleManifest same = ModelBundle.open(directory, dimension(3)).manifest();
    BundleManifest shorter = ModelBundle.open(directory, dimension(2)).manifest();
    assertThat(same.revision()).isEqualTo(own.revision());
    assertThat(shorter.revision()).isNotEqualTo(own.revision());
    assertThat(shorter.dimension()).isEqualTo(2);
    assertThatThrownBy(() -> ModelBundle.open(directory, dimension(4)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("3 components")
        .hasMessageContaining("asked for are 4");
  }

  private static BundleOverrides dimension(int dimension) {
    return new BundleOverrides(List.of(), List.of(), dimension, 0, null, Map.of());
  }

  private Path plain(String name) throws IOException {
    Path directory = Files.createDirectories(parent.resolve(name));
    Files.writeString(directory.resolve("modules.json"), MODULES);
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    weights(directory, 1);
    return directory;
  }

  private static void weights(Path directory, float value) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24);
    data.putFloat(value).position(0);
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"),
        List.of(new Safetensors.Tensor("embedding.weight", TensorType.F32, List.of(2L, 3L), data)));
  }

  private static BundleManifest manifest(String id) {
    return new BundleManifest(
        BundleManifest.FORMAT,
        id,
        "unsealed",
        3,
        16,
        List.of(Pooling.MEAN),
        BundleManifest.LAST_LAYER,
        true,
        Map.of("document", "passage: "),
        List.of("ko"),
        "Apache-2.0",
        List.of(),
        Map.of("seed", 1),
        Map.of());
  }

  private static String revisionBySha256sum(Path directory) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("model.safetensors", "modules.json", "tokenizer.json")) {
      lines.append(sha256(Files.readAllBytes(directory.resolve(name)))).append("  ").append(name);
      lines.append('\n');
    }
    return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
