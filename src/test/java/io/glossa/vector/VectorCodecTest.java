package io.glossa.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorCodecTest {

  @Test
  void writesLittleEndianFloats() {
    assertThat(VectorCodec.encodeFloat32(Embedding.of(1f)))
        .isEqualTo(ByteBuffer.wrap(new byte[] {0x00, 0x00, (byte) 0x80, 0x3f}));
  }

  @Test
  void readsBackEveryBitFromTheMiddleOfABuffer() {
    long seed = 7;
    Random random = new Random(seed);
    float[] components = new float[385];
    for (int i = 0; i < components.length; i++) {
      components[i] = (float) random.nextGaussian();
    }
    Embedding vector = Embedding.of(components);
    ByteBuffer framed = ByteBuffer.allocate(2 + 4 * components.length);
    framed.putShort((short) 1).put(VectorCodec.encodeFloat32(vector)).position(2);

    ByteBuffer readOnly = framed.asReadOnlyBuffer();
    assertThat(VectorCodec.decodeFloat32(readOnly)).as("seed %d", seed).isEqualTo(vector);
    assertThat(readOnly.position()).isEqualTo(2);
  }

  @Test
  void refusesHalfAFloat() {
    assertThatThrownBy(() -> VectorCodec.decodeFloat32(ByteBuffer.allocate(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 bytes");
  }
}
