package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.Safetensors;
import io.glossa.embedding.SafetensorsWriter;
import io.glossa.embedding.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaticEncoderTest {

  private static final int ROWS = RandomBert.WORDS.size();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"F32", "F16", "BF16"})
  void tableOfEveryTypeGivesMeanOfRows(TensorType type) throws IOException {
    try (Embedder embedder = load(type)) {
      float[] mean = embedder.embed(List.of(EncodedText.of(4, 5, 5))).get(0).toArray();
      // Row r is (r, -r / 2).
      assertThat(mean[0]).isCloseTo(14f / 3, within(1e-6f));
      assertThat(mean[1]).isCloseTo(-7f / 3, within(1e-6f));
    }
  }

  @Test
  void settingsOfTheTokenizerFileDoNotCutOrPadText() throws IOException {
    try (Embedder embedder = load(TensorType.F32)) {
      assertThat(embedder.encode("stream of documents")).isEqualTo(EncodedText.of(5, 6, 7));
      assertThat(embedder.encode("stream ".repeat(100)).length()).isEqualTo(100);
      assertThat(embedder.tokens("the stream  of")).hasSize(3);
    }
  }

  @Test
  void damagedTokenizerIsNamed() throws IOException {
    write(TensorType.F32);
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    assertThatThrownBy(() -> DjlEmbedders.load(ModelBundle.open(directory), new DjlSettings(1)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("tokenizer.json");
  }

  private Embedder load(TensorType type) throws IOException {
    write(type);
    return DjlEmbedders.load(ModelBundle.open(directory), new DjlSettings(1));
  }

  private void write(TensorType type) throws IOException {
    ByteBuffer table = ByteBuffer.allocate(ROWS * 2 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      put(table, type, row);
      put(table, type, -row / 2f);
    }
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"),
        List.of(
            new Safetensors.Tensor(
                "embedding.weight", type, List.of((long) ROWS, 2L), table.flip())));
    Files.writeString(
        directory.resolve("modules.json"),
        "[{\"idx\":0,\"path\":\"\",\"type\":\"sentence_transformers.models.StaticEmbedding\"}]");
    Files.writeString(directory.resolve("tokenizer.json"), RandomBert.tokenizer());
  }

  private static void put(ByteBuffer table, TensorType type, float value) {
    int bits = Float.floatToIntBits(value);
    switch (type) {
      case F32 -> table.putFloat(value);
      case BF16 -> table.putShort((short) (bits >>> 16));
      // Small integers and halves: exponent and mantissa fit without rounding.
      case F16 ->
          table.putShort(
              value == 0
                  ? 0
                  : (short)
                      (((bits >>> 16) & 0x8000) | (((bits & 0x7FFFFFFF) - (112 << 23)) >> 13)));
      case I64 -> throw new IllegalArgumentException("no table of integers");
    }
  }
}
