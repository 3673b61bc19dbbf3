package io.glossa.lab.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inverse document frequencies of tokens.
 *
 * <p>The share of texts that hold a token is taken in the language where it is largest: over all
 * languages together, the function words of a small language would pass for rare.
 */
final class TokenWeights {

  /** In a smaller sample one text would make a token look frequent. */
  private static final int MIN_TEXTS = 500;

  private TokenWeights() {}

  /**
   * Weights by token id: {@code -ln(share)}, more than 0; 0 for padding and the unknown token.
   *
   * @param text what the shares are counted over
   */
  static float[] idf(Vocabulary vocabulary, TrainingText text) {
    double[] largestShare = new double[vocabulary.size()];
    double smallestShare = 1;
    for (List<String> texts : text.byLanguage().values()) {
      if (texts.size() >= MIN_TEXTS) {
        int[] frequencies = documentFrequencies(vocabulary, texts);
        for (int id = 0; id < frequencies.length; id++) {
          double share = (frequencies[id] + 0.5) / (texts.size() + 1);
          largestShare[id] = Math.max(largestShare[id], frequencies[id] == 0 ? 0 : share);
        }
        smallestShare = Math.min(smallestShare, 0.5 / (texts.size() + 1));
      }
    }
    float[] weights = new float[largestShare.length];
    for (int id = Vocabulary.FIRST_BYTE; id < weights.length; id++) {
      double share = largestShare[id] == 0 ? smallestShare : largestShare[id];
      weights[id] = (float) Math.max(0.01, -Math.log(share));
    }
    return weights;
  }

  private static int[] documentFrequencies(Vocabulary vocabulary, List<String> texts) {
    int[] frequencies = new int[vocabulary.size()];
    int[] lastText = new int[frequencies.length];
    Arrays.fill(lastText, -1);
    Map<String, int[]> known = new HashMap<>();
    for (int text = 0; text < texts.size(); text++) {
      for (String word : WordSplitter.words(texts.get(text))) {
        for (int id : known.computeIfAbsent(word, vocabulary::segment)) {
          if (lastText[id] != text) {
            lastText[id] = text;
            frequencies[id]++;
          }
        }
      }
    }
    return frequencies;
  }
}
