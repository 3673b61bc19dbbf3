package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static final long SEED = 13;

  @TempDir Path directory;

  @Test
  void readsWhatWasWritten() throws IOException {
    Path file = directory.resolve("two.safetensors");
    ByteBuffer floats = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(new float[] {1, 2, 3, 4, 5, 6});
    ByteBuffer numbers = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 42);
    SafetensorsWriter.write(
        file,
        List.of(
            new Safetensors.Tensor("a", TensorType.F32, List.of(2L, 3L), floats),
            new Safetensors.Tensor("b", TensorType.I64, List.of(), numbers)));
    Safetensors.Tensor read;
    try (Safetensors tensors = Safetensors.open(file)) {
      assertThat(tensors.names()).containsExactly("a", "b");
      read = tensors.tensor("a");
      assertThat(tensors.tensor("b").data().getLong(0)).isEqualTo(42);
      assertThatThrownBy(() -> tensors.tensor("c"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("no tensor c");
    }
    assertThat(read.shape()).containsExactly(2L, 3L);
    assertThat(read.data().isDirect()).isTrue();
    assertThat(read.data().getFloat(20)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "{\"a\":7}"
      })
  void headersThatLieAreRefused(String header) throws IOException {
    Path file = write(header.getBytes(StandardCharsets.UTF_8).length, header);
    try (Safetensors tensors = Safetensors.open(file)) {
      assertThatThrownBy(() -> tensors.tensor("a"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("tensor a");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 40, Long.MAX_VALUE})
  void headerLengthsThatLieAreRefused(long length) throws IOException {
    Path file = write(length, "{}");
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void noiseIsRefused() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      Path file = Files.write(directory.resolve("noise"), noise);
      assertThatThrownBy(() -> Safetensors.open(file))
          .as("round %d of seed %d", i, SEED)
          .isInstanceOf(BundleException.class);
    }
  }

  private Path write(long headerLength, String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength);
    return Files.write(directory.resolve("lying.safetensors"), bytes.put(json).array());
  }
}
