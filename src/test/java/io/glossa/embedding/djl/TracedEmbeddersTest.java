package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.TracedModel;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models and their vectors come from {@code src/test/resources/traced/make_traced.py}. */
class TracedEmbeddersTest {

  private static final List<String> TEXTS = List.of("a stream", "the");

  @TempDir Path directory;

  private Path model(String script, String properties) throws IOException {
    try (InputStream in = resource(script)) {
      Files.copy(in, directory.resolve(script));
    }
    Files.writeString(directory.resolve("tokenizer.json"), RandomBert.tokenizer());
    Files.writeString(directory.resolve("serving.properties"), properties);
    return directory;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        TracedEmbeddersTest.class.getResourceAsStream("/traced/" + name), name);
  }

  private static Embedder load(Path model) {
    return TracedEmbedders.load(TracedModel.open(model), new DjlSettings(1));
  }

  @ParameterizedTest
  @CsvSource({
    "hidden.pt, includeTokenTypes=true, hidden-mean-normalised",
    "hidden.pt, includeTokenTypes=true|normalize=false|pooling=cls, hidden-cls",
    "tuple.pt, normalize=false|pooling=mean_tokens, tuple-mean",
    "pooled.pt, normalize=false|pooling=cls, tuple-mean"
  })
  void vectorsAreThoseOfPyTorch(String script, String properties, String expected)
      throws IOException {
    JsonNode rows;
    try (InputStream in = resource("expected.json")) {
      rows = new ObjectMapper().readTree(in).path(expected);
    }
    Path model = model(script, properties.replace('|', '\n') + "\nglossa.id=org/traced\n");
    try (Embedder embedder = load(model)) {
      assertThat(embedder.model().identity().id()).isEqualTo("org/traced");
      assertThat(embedder.model().dimension()).isEqualTo(6);
      assertThat(embedder.model().specialTokens()).isEqualTo(2);
      List<Embedding> batch = embedder.embed(TEXTS.stream().map(embedder::encode).toList());
      for (int row = 0; row < TEXTS.size(); row++) {
        float[] vector = batch.get(row).toArray();
        float[] alone = embedder.embed(List.of(embedder.encode(TEXTS.get(row)))).get(0).toArray();
        for (int i = 0; i < vector.length; i++) {
          float wanted = (float) rows.path(row).path(i).asDouble();
          assertThat(vector[i]).isCloseTo(wanted, within(1e-5f));
          assertThat(alone[i]).isCloseTo(wanted, within(1e-5f));
        }
      }
    }
  }

  @Test
  void textsAreCutAtTheLengthOfTheModel() throws IOException {
    Path model = model("tuple.pt", "maxLength=4\n");
    try (Embedder embedder = load(model)) {
      assertThat(embedder.encode("a a a a a a a").length()).isEqualTo(4);
      assertThat(embedder.tokens("a stream")).hasSize(2);
    }
  }

  @Test
  void whatIsNotSupportedIsNamed() throws IOException {
    Path model = model("tuple.pt", "pooling=lasttoken\n");
    assertThatThrownBy(() -> TracedModel.open(model))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lasttoken")
        .hasMessageContaining("mean and cls");
    Files.writeString(model.resolve("serving.properties"), "dense=linear.safetensors\n");
    assertThatThrownBy(() -> TracedModel.open(model)).hasMessageContaining("dense");
    Files.writeString(model.resolve("serving.properties"), "includeTokenTypes=true\n");
    assertThatThrownBy(() -> load(model))
        .as("a script of two inputs")
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("tuple.pt");
    Files.writeString(model.resolve("serving.properties"), "");
    Files.writeString(model.resolve("tuple.pt"), "no TorchScript");
    assertThatThrownBy(() -> load(model))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("cannot run the TorchScript");
    Files.delete(model.resolve("tokenizer.json"));
    assertThatThrownBy(() -> TracedModel.open(model)).hasMessageContaining("no tokenizer.json");
  }
}
