package io.glossa.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

  @Test
  void hasValueEqualityAndCopiesItsArray() {
    float[] array = {1, 2};
    Embedding vector = Embedding.of(array);
    array[0] = 9;
    vector.toArray()[1] = 9;

    assertThat(vector).isEqualTo(Embedding.of(1, 2)).hasSameHashCodeAs(Embedding.of(1, 2));
    assertThat(vector).isNotEqualTo(Embedding.of(1, 3));
  }

  @Test
  void measuresAnglesWhateverTheLengths() {
    assertThat(Embedding.of(2, 0).cosine(Embedding.of(5, 5))).isCloseTo(0.70711, within(1e-5));
    assertThat(Embedding.of(0, 0).cosine(Embedding.of(1, 0))).isZero();
    assertThat(Embedding.of(3, 4).norm()).isEqualTo(5);
  }

  @Test
  void normalisesToLengthOneAndLeavesZeroAlone() {
    assertThat(Embedding.of(3, 4).normalised()).isEqualTo(Embedding.of(0.6f, 0.8f));
    assertThat(Embedding.of(0, 0).normalised()).isEqualTo(Embedding.of(0, 0));
  }

  @Test
  void weighsTheMeanAndNormalisesIt() {
    Embedding mean =
        Embedding.weightedMean(List.of(Embedding.of(1, 0), Embedding.of(0, 1)), new int[] {3, 4});

    assertThat(mean).isEqualTo(Embedding.of(0.6f, 0.8f));
  }

  @Test
  void countsVectorsAlikeWhenNoneHasWeight() {
    assertThat(Embedding.weightedMean(List.of(Embedding.of(0, 2)), new int[] {0}))
        .isEqualTo(Embedding.of(0, 1));
  }

  @Test
  void refusesVectorsOfDifferentDimensions() {
    List<Embedding> mixed = List.of(Embedding.of(1, 0), Embedding.of(1, 0, 0));

    assertThatThrownBy(() -> Embedding.weightedMean(mixed, new int[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimension 3");
    assertThatThrownBy(() -> mixed.get(0).dot(mixed.get(1)))
        .hasMessageContaining("dimensions 2 and 3");
    assertThatThrownBy(() -> Embedding.weightedMean(mixed.subList(0, 1), new int[] {-1}))
        .hasMessageContaining("weight -1");
  }

  @Test
  void knowsWhetherItIsFinite() {
    assertThat(Embedding.of(1, 2).isFinite()).isTrue();
    assertThat(Embedding.of(1, Float.NaN).isFinite()).isFalse();
    assertThat(Embedding.of(Float.POSITIVE_INFINITY).isFinite()).isFalse();
  }
}
