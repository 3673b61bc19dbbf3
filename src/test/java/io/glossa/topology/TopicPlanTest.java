package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicPlanTest {

  static List<TopicDefinition> definitions() {
    return TopicPlan.of(TopicNames.defaults(), 4, (short) 1).definitions();
  }

  /**
   * Retention counts from the time of the event: a finite one would delete old documents unread.
   */
  @ParameterizedTest
  @MethodSource("definitions")
  void noDocumentIsTooOldOrTooNew(TopicDefinition topic) {
    boolean kept =
        "compact".equals(topic.configs().get("cleanup.policy"))
            || "-1".equals(topic.configs().get("retention.ms"));
    assertThat(kept).isTrue();
    assertThat(topic.configs())
        .containsEntry("message.timestamp.after.max.ms", "" + Long.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void outputsTakeWhatTheInputTakes(TopicDefinition topic) {
    assertThat(Integer.parseInt(topic.configs().get("max.message.bytes")))
        .isGreaterThan(TopicPlan.MAX_INPUT_BYTES);
  }
}
