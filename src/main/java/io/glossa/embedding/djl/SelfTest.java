package io.glossa.embedding.djl;

import io.glossa.embedding.EncodedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fixed texts whose vectors tell whether a plan computes what fp32 computes.
 *
 * @param texts encoded by the model's own tokenizer, of different lengths; the last and longest
 *     runs alone, the others as one padded batch
 */
record SelfTest(List<EncodedText> texts) {

  private static final String PARAGRAPH =
      "The harbour of the old town silts up a little every year, and every third spring a dredger"
          + " comes to clear it. Fishermen tie their boats to the outer wall for those weeks,"
          + " children count the buckets, and the council argues about who should pay. ";

  private static final List<String> SENTENCES =
      List.of(
          "A small step.",
          "The committee approved the budget for the new bridge on Tuesday.",
          "Quick sort takes O(n log n) comparisons on average; see §4.2.",
          "봄이 오면 강가에 벚꽃이 피고 사람들이 모여든다.",
          "列車は定刻どおりに駅を出発しました。",
          "研究人员发现这种材料在低温下具有超导性。",
          "Der Zug nach Basel fährt heute von Gleis sieben ab.",
          PARAGRAPH);

  SelfTest {
    texts = List.copyOf(texts);
  }

  static SelfTest with(BundleTokenizer tokenizer, int maxTokens) {
    return new SelfTest(SENTENCES.stream().map(text -> tokenizer.encode(text, maxTokens)).toList());
  }

  /** One vector a text. */
  float[][] vectors(TokenEncoder encoder) {
    int last = texts.size() - 1;
    List<float[]> rows = new ArrayList<>(rows(encoder, texts.subList(0, last)));
    rows.addAll(rows(encoder, texts.subList(last, texts.size())));
    return rows.toArray(float[][]::new);
  }

  private static List<float[]> rows(TokenEncoder encoder, List<EncodedText> batch) {
    float[] all = encoder.encode(batch);
    int dimension = encoder.dimension();
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(Arrays.copyOfRange(all, row * dimension, (row + 1) * dimension));
    }
    return rows;
  }

  /** The least cosine between vectors of the same text; NaN counts as -1. */
  static double leastCosine(float[][] some, float[][] others) {
    if (some.length != others.length) {
      return -1;
    }
    double least = 1;
    for (int i = 0; i < some.length; i++) {
      double cosine = some[i].length == others[i].length ? cosine(some[i], others[i]) : -1;
      least = Double.isNaN(cosine) ? -1 : Math.min(least, cosine);
    }
    return least;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }
}
