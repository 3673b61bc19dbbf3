package io.glossa.semantics;

import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Topics and domain without training: the cosine of a document's vector to the vectors of what the
 * labels mean (Yin, Hay and Roth, Benchmarking zero-shot text classification, 2019). Immutable.
 *
 * <p>Models differ in how similar they find unrelated texts, so a label counts by how far its
 * cosine lies above the mean over all labels. A label with descriptions in several languages has
 * the cosine of its nearest one.
 */
final class LabelClassifier {

  private record EmbeddedLabel(String id, List<Embedding> descriptions) {

    double cosine(Embedding document) {
      return descriptions.stream().mapToDouble(document::cosine).max().orElse(0);
    }
  }

  private final List<EmbeddedLabel> labels;
  private final int maxTopics;
  private final double topicLift;
  private final double domainMargin;

  /**
   * A classifier for one model.
   *
   * @param labels at least two
   * @param embedder the model: one vector for each text, in order
   * @param settings thresholds
   */
  LabelClassifier(
      List<Label> labels,
      Function<List<String>, List<Embedding>> embedder,
      SemanticSettings settings) {
    this.labels = embedded(labels, embedder);
    this.maxTopics = settings.maxTopics();
    this.topicLift = settings.topicLift();
    this.domainMargin = settings.domainMargin();
  }

  /**
   * All labels with their cosines, best first.
   *
   * @param document a vector of the same model
   */
  List<Topic> rank(Embedding document) {
    if (!document.isFinite()) {
      return List.of();
    }
    return labels.stream()
        .map(label -> new Topic(label.id(), label.cosine(document)))
        .sorted(Comparator.comparingDouble(Topic::score).reversed().thenComparing(Topic::label))
        .toList();
  }

  /** The topics of a ranking, best first; possibly none. */
  List<Topic> topics(List<Topic> ranking) {
    double floor = mean(ranking) + topicLift;
    return ranking.stream().filter(topic -> topic.score() >= floor).limit(maxTopics).toList();
  }

  /** The first of a ranking, or unknown when it does not stand out. */
  Domain domain(List<Topic> ranking) {
    if (ranking.size() < 2) {
      return new Domain(Domain.UNKNOWN, 0, 0);
    }
    Topic first = ranking.get(0);
    double margin = first.score() - ranking.get(1).score();
    boolean standsOut = margin >= domainMargin && first.score() - mean(ranking) >= topicLift;
    return new Domain(standsOut ? first.label() : Domain.UNKNOWN, first.score(), margin);
  }

  private static double mean(List<Topic> ranking) {
    return ranking.stream().mapToDouble(Topic::score).average().orElse(0);
  }

  private static List<EmbeddedLabel> embedded(
      List<Label> labels, Function<List<String>, List<Embedding>> embedder) {
    List<String> texts = labels.stream().flatMap(label -> label.descriptions().stream()).toList();
    List<Embedding> vectors = embedder.apply(texts);
    if (vectors.size() != texts.size()) {
      throw new IllegalStateException(
          "%d vectors for %d label descriptions; expected as many"
              .formatted(vectors.size(), texts.size()));
    }
    List<EmbeddedLabel> embedded = new ArrayList<>(labels.size());
    int next = 0;
    for (Label label : labels) {
      int past = next + label.descriptions().size();
      embedded.add(new EmbeddedLabel(label.id(), List.copyOf(vectors.subList(next, past))));
      next = past;
    }
    return List.copyOf(embedded);
  }
}
