package io.glossa.quality;

import io.glossa.document.Document;
import io.glossa.semantics.SemanticData;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scores by named rules: the smaller of a base score, 10 less what each rule takes off, and of the
 * caps that single rules set. So small blemishes add up, and one ruinous one is enough.
 */
public final class RuleQualityScorer implements QualityScorer {

  /** A rule that costs fewer points than this is not worth a reason. */
  private static final double NOTABLE_POINTS = 0.1;

  private record Loss(QualityReason reason, double points) {}

  private final FeatureExtractor extractor = new FeatureExtractor();

  @Override
  public Quality score(Document document, SemanticData semantics, Embedding embedding) {
    QualityFeatures features = extractor.extract(document.text(), semantics, embedding);
    double base = 10;
    double ceiling = 10;
    List<Loss> losses = new ArrayList<>();
    for (QualityRule rule : QualityRules.ALL) {
      double value = rule.value().applyAsDouble(features);
      double severity = rule.ramp().severity(value);
      base -= rule.penalty(severity);
      ceiling = Math.min(ceiling, rule.ceiling(severity));
      double points = Math.max(rule.penalty(severity), 10 - rule.ceiling(severity));
      if (points >= NOTABLE_POINTS) {
        losses.add(new Loss(new QualityReason(rule.code(), value), points));
      }
    }
    losses.sort(Comparator.comparingDouble(Loss::points).reversed());
    double score = Math.max(0, Math.min(base, ceiling));
    return new Quality(score, losses.stream().map(Loss::reason).toList());
  }
}
