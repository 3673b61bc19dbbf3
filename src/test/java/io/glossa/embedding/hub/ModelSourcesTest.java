package io.glossa.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.ModelPreset;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourcesTest {

  @TempDir Path place;

  private ModelSources sources() {
    return new ModelSources(
        settings(HubSettings.DEFAULT_HOSTS), AccessToken.NONE, FetchListener.NONE);
  }

  private HubSettings settings(List<String> hosts) {
    return new HubSettings(HubSettings.HUGGING_FACE, HubSettings.DJL_ZOO, hosts, place, false);
  }

  @ParameterizedTest
  @CsvSource({
    "minilm-l12, hf://sentence-transformers/all-MiniLM-L12-v2@main",
    "bge-m3, hf://BAAI/bge-m3@refs/pr/38",
    "BAAI/bge-m3, hf://BAAI/bge-m3@refs/pr/38",
    "BAAI/bge-m3@main, hf://BAAI/bge-m3@main",
    "some-org/model, hf://some-org/model@main",
    "some-org/model@v1.0, hf://some-org/model@v1.0",
    "hf://gpt2, hf://gpt2@main",
    "djl://ai.djl.huggingface.pytorch/org/name, djl://ai.djl.huggingface.pytorch/org/name",
    "djl://ai.djl.pytorch/name/0.0.1, djl://ai.djl.pytorch/name/0.0.1"
  })
  void namesOfModelsAreSources(String name, String source) {
    assertThat(sources().parse(name)).hasToString(source);
  }

  @Test
  void pathsStayPaths() throws Exception {
    Path directory = Files.createDirectories(place.resolve("org").resolve("name"));
    assertThat(sources().parse(directory.toString()))
        .isEqualTo(new BundleSource.Directory(directory));
    for (String path : List.of("./org/name", "/no/such", "a/b/c", "some-org/", "../x/y")) {
      assertThat(sources().parse(path)).isEqualTo(new BundleSource.Directory(Path.of(path)));
    }
    assertThat(sources().parse("classpath:models/glossa-lexical")).isEqualTo(BundleSource.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hf://", "hf://a/b/c", "hf://a/b@", "org/name@../x", "djl://", "djl://x/../y"})
  void malformedNamesAreRefusedWithWhatIsExpected(String name) {
    assertThatThrownBy(() -> sources().parse(name))
        .isInstanceOf(BundleException.class)
        .hasMessageMatching("(?s).*(expected|no model named).*");
  }

  @Test
  void presetsHaveDifferentNamesAndModels() {
    assertThat(ModelPreset.all().stream().map(ModelPreset::name)).doesNotHaveDuplicates();
    assertThat(ModelPreset.all().stream().map(ModelPreset::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "https://huggingface.co/x, true",
    "https://cdn-lfs.huggingface.co/x, true",
    "https://cdn-lfs-us-1.huggingface.co/x, true",
    "https://cas-bridge.xethub.hf.co/x, true",
    "https://us.aws.cdn.hf.co/x, true",
    "https://mlrepo.djl.ai/x, true",
    "https://HuggingFace.co/x, true",
    "http://huggingface.co/x, false",
    "https://evilhf.co/x, false",
    "https://huggingface.co.evil.example/x, false",
    "https://cdn-lfs.evil.huggingface.co/x, false",
    "https://user@huggingface.co/x, false",
    "http://127.0.0.1/x, false",
    "file:///etc/passwd, false"
  })
  void onlyListedHostsAreAsked(String address, boolean allowed) {
    HostRules rules = new HostRules(HubSettings.DEFAULT_HOSTS);
    if (allowed) {
      rules.require(URI.create(address));
    } else {
      assertThatThrownBy(() -> rules.require(URI.create(address)))
          .isInstanceOf(BundleException.class);
    }
  }

  @Test
  void hubThatIsNotListedIsAWrongSetting() {
    assertThatThrownBy(() -> settings(List.of("example.org", "mlrepo.djl.ai")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.hub.url")
        .hasMessageContaining("huggingface.co");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/x",
        "a//b",
        "a/./b",
        "C:x",
        "a\\b",
        "nul",
        "NUL.txt",
        "x.",
        "x ",
        "a\u0000b"
      })
  void unsafeNamesAreNoNames(String name) {
    assertThat(RemotePath.isSafe(name)).isFalse();
    assertThat(RemotePath.isSafe("1_Pooling/config.json")).isTrue();
  }

  @Test
  void partsOfWeightsAreThoseOfTheIndex() throws Exception {
    HubName name = new HubName("org/name", "main");
    Set<String> present =
        Set.of(
            "config.json",
            "tokenizer.json",
            "model.safetensors.index.json",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "other.safetensors");
    BundleSelection selection = new BundleSelection(name, present);
    assertThat(selection.settings(MissingNode.getInstance()))
        .containsExactly("config.json", "model.safetensors.index.json", "tokenizer.json");
    assertThat(selection.indexed(MissingNode.getInstance())).containsExactly("");
    String index =
        "{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\","
            + "\"b\":\"model-00002-of-00002.safetensors\"}}";
    assertThat(selection.parts("", new ObjectMapper().readTree(index)))
        .containsExactly("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
    assertThatThrownBy(
            () ->
                selection.parts(
                    "", new ObjectMapper().readTree("{\"weight_map\":{\"a\":\"../x\"}}")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("../x");
  }
}
