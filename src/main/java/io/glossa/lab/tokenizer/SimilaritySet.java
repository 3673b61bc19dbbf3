package io.glossa.lab.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.embedding.Embedder;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Pairs of sentences with gold scores: rows {@code {"s1","s2","score"}}. */
final class SimilaritySet {

  private SimilaritySet() {}

  /** Spearman's rank correlation of cosine and gold score, times 100. */
  static double spearman(Embedder embedder, Path file) throws IOException {
    List<JsonNode> rows = TrainingText.rows(file, 0);
    double[] gold = new double[rows.size()];
    double[] cosine = new double[rows.size()];
    for (int i = 0; i < gold.length; i++) {
      JsonNode row = rows.get(i);
      List<Embedding> pair =
          embedder.embed(
              List.of(
                  embedder.encode(row.path("s1").asText()),
                  embedder.encode(row.path("s2").asText())));
      gold[i] = row.path("score").asDouble();
      cosine[i] = pair.get(0).cosine(pair.get(1));
    }
    return 100 * pearson(ranks(gold), ranks(cosine));
  }

  /** Ranks, equal values sharing their mean. */
  static double[] ranks(double[] values) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    order.sort(Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int first = 0; first < ranks.length; ) {
      int past = first;
      while (past < ranks.length && values[order.get(past)] == values[order.get(first)]) {
        past++;
      }
      for (int i = first; i < past; i++) {
        ranks[order.get(i)] = (first + past - 1) / 2.0;
      }
      first = past;
    }
    return ranks;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElse(0);
    double meanB = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
