package io.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityRulesTest {

  @Test
  void givesEveryReasonExactlyOneRule() {
    assertThat(QualityRules.ALL)
        .extracting(QualityRule::code)
        .containsExactlyInAnyOrder(ReasonCode.values());
  }

  @Test
  void rampsUpAndDown() {
    assertThat(new Ramp(0.1, 0.2).severity(0.05)).isZero();
    assertThat(new Ramp(0.1, 0.2).severity(0.15)).isCloseTo(0.5, within(1e-9));
    assertThat(new Ramp(6, 1).severity(0)).isEqualTo(1);
    assertThat(new Ramp(6, 1).severity(7)).isZero();
    assertThat(new Ramp(6, 1).severity(Double.NaN)).isEqualTo(1);
    assertThatThrownBy(() -> new Ramp(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void capsOnlyAsFarAsItIsBad() {
    QualityRule rule =
        new QualityRule(ReasonCode.MARKUP, QualityFeatures::markupShare, new Ramp(0, 1), 3, 2);

    assertThat(rule.ceiling(0)).isEqualTo(10);
    assertThat(rule.ceiling(0.5)).isEqualTo(6);
    assertThat(rule.ceiling(1)).isEqualTo(2);
    assertThat(rule.penalty(0.5)).isEqualTo(1.5);
  }

  @Test
  void judgesByTheThresholdOfTheLanguage() {
    QualityGate gate = new QualityGate(5, Map.of("th", 3.0));
    Quality quality = new Quality(4, List.of());

    assertThat(gate.judge(quality, "en")).isEqualTo(new Verdict.Doubtful(4, 5));
    assertThat(gate.judge(quality, "th")).isEqualTo(new Verdict.Accepted());
    assertThat(gate.judge(new Quality(5, List.of()), "en")).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void refusesThresholdsOffTheScale() {
    assertThatThrownBy(() -> new QualityGate(11, Map.of())).hasMessageContaining("11");
    assertThatThrownBy(() -> new QualityGate(5, Map.of("th", Double.NaN)))
        .hasMessageContaining("th");
    assertThatThrownBy(() -> new Quality(-1, List.of())).hasMessageContaining("-1");
  }
}
