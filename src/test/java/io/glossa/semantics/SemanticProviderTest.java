package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.document.Document;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SemanticProviderTest {

  private static final SemanticProviderFactory FACTORY =
      new SemanticProviderFactory(SemanticSettings.defaults());

  private final List<String> described = new ArrayList<>();
  private final SemanticProvider provider = FACTORY.create("fake", this::embedLabels);

  /** One axis for each label: all texts of a label lie on it. */
  private List<Embedding> embedLabels(List<String> texts) {
    described.addAll(texts);
    int labels = Label.mediaTopics().size();
    int textsPerLabel = texts.size() / labels;
    List<Embedding> vectors = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      vectors.add(axes(labels, i / textsPerLabel));
    }
    return vectors;
  }

  private static Embedding axes(int dimension, int... axes) {
    float[] components = new float[dimension];
    for (int axis : axes) {
      components[axis] = 1;
    }
    return Embedding.of(components).normalised();
  }

  private static SemanticInput input(int... axes) {
    return new SemanticInput(
        Document.of("1", LanguageSample.ENGLISH.text()), axes(Label.mediaTopics().size(), axes));
  }

  @Test
  void knowsTheSeventeenMediaTopics() {
    assertThat(Label.mediaTopics())
        .hasSize(17)
        .extracting(Label::id)
        .doesNotHaveDuplicates()
        .contains("science-and-technology", "sport", "weather")
        .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    assertThat(Label.mediaTopics()).allMatch(label -> label.descriptions().size() == 7);
  }

  @Test
  void findsTheLabelThatTheVectorPointsTo() {
    int sport = Label.mediaTopics().stream().map(Label::id).toList().indexOf("sport");
    SemanticData data = provider.getSemanticData(input(sport));

    assertThat(data.domain().label()).isEqualTo("sport");
    assertThat(data.domain().margin()).isGreaterThan(0.9);
    assertThat(data.topics()).extracting(Topic::label).containsExactly("sport");
  }

  @Test
  void leavesTheDomainOpenBetweenTwoTopics() {
    SemanticData data = provider.getSemanticData(input(1, 2));

    assertThat(data.domain().label()).isEqualTo(Domain.UNKNOWN);
    assertThat(data.topics()).hasSize(2);
  }

  @Test
  void findsNothingInAVectorWithoutDirection() {
    int dimension = Label.mediaTopics().size();
    for (float value : new float[] {0, 1, Float.NaN}) {
      float[] components = new float[dimension];
      Arrays.fill(components, value);
      SemanticInput input = new SemanticInput(Document.of("1", "text"), Embedding.of(components));

      assertThat(provider.getDomain(input).label()).isEqualTo(Domain.UNKNOWN);
      assertThat(provider.getTopics(input)).isEmpty();
    }
  }

  @Test
  void givesTheSamePiecesOneByOneAsTogether() {
    SemanticInput input = input(3);
    SemanticData data = provider.getSemanticData(input);

    assertThat(data.language().code()).isEqualTo("en");
    assertThat(provider.getTopics(input)).isEqualTo(data.topics());
    assertThat(provider.getDomain(input)).isEqualTo(data.domain());
    assertThat(provider.getKeyPhrases(input)).isEqualTo(data.keyPhrases()).isNotEmpty();
    assertThat(provider.getReadability(input)).isEqualTo(data.readability());
  }

  @Test
  void givesManyThreadsTheSameAsOne() {
    List<LanguageSample> samples =
        Collections.nCopies(20, List.of(LanguageSample.values())).stream()
            .flatMap(List::stream)
            .toList();
    Embedding vector = axes(Label.mediaTopics().size(), 0);
    Function<LanguageSample, SemanticData> analyse =
        sample ->
            provider.getSemanticData(
                new SemanticInput(Document.of(sample.code(), sample.text()), vector));

    assertThat(samples.parallelStream().map(analyse).toList())
        .isEqualTo(samples.stream().map(analyse).toList());
  }

  @Test
  void embedsTheDescriptionsOnceWhenItIsMade() {
    provider.getSemanticData(input(0));
    provider.getSemanticData(input(1));

    assertThat(described).hasSize(17 * 7).doesNotHaveDuplicates();
  }

  @Test
  void refusesAnEmbedderThatLosesTexts() {
    assertThatThrownBy(() -> FACTORY.create("broken", texts -> List.of()))
        .hasMessageContaining("0 vectors for 119");
  }
}
