package io.glossa.lab.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import io.glossa.vector.HalfFloat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTrainingTest {

  private static final long SEED = 3;

  @TempDir Path directory;

  @Test
  void trainsBundleThatLoadsAndTokenizesAsTrained() throws IOException {
    ModelBundle bundle = train("first");
    Vocabulary vocabulary = vocabulary();
    assertThat(vocabulary.size()).isLessThanOrEqualTo(700);
    assertThat(bundle.manifest().evaluation()).containsKey("own");
    try (Embedder embedder = DjlEmbedders.load(bundle, new DjlSettings(1))) {
      for (String text :
          List.of(
              "The river carries the stone",
              "돌이 강에서 강으로 간다. 강, 돌!",
              "石が川を流れる(2024年)。",
              "mixed石Text 12강34 x+y=z — “quoted”",
              "unknown: \u00FE\u4E9C\uD83D\uDE00 end",
              "Ｆｕｌｌ ｗｉｄｔｈ カ\u3099")) {
        int[] expected =
            WordSplitter.words(text).stream()
                .flatMapToInt(word -> IntStream.of(vocabulary.segment(word)))
                .toArray();
        assertThat(embedder.encode(text)).as(text).isEqualTo(EncodedText.of(expected));
        assertThat(ids(embedder.encode(text))).as(text).isEqualTo(expected);
      }
    }
  }

  @Test
  void sameRecipeAndDataGiveSameBytes() throws IOException {
    assertThat(train("first").manifest()).isEqualTo(train("second").manifest());
  }

  @Test
  void frequentWordsBecomeTokensAndRareCharactersBytes() throws IOException {
    Vocabulary vocabulary = vocabulary();
    assertThat(vocabulary.segment("\u2581river")).hasSize(1);
    assertThat(vocabulary.segment("\u2581" + "강")).hasSize(1);
    assertThat(vocabulary.segment("\u4E9C"))
        .hasSize(3)
        .satisfies(
            bytes ->
                assertThat(IntStream.of(bytes).max().orElseThrow())
                    .isLessThan(Vocabulary.RESERVED));
  }

  @Test
  void frequentTokensWeighLessThanRareOnes() throws IOException {
    writeData();
    Vocabulary vocabulary = vocabulary();
    float[] weights =
        TokenWeights.idf(vocabulary, TrainingText.read(recipe(), directory, line -> {}));
    float the = weights[vocabulary.segment("\u2581the")[0]];
    float river = weights[vocabulary.segment("\u2581river")[0]];
    assertThat(the).isLessThan(river);
    assertThat(weights[Vocabulary.PADDING]).isZero();
  }

  @Test
  void recipeOfDefaultBundleReads() throws IOException {
    TokenizerRecipe recipe = TokenizerRecipe.ofDefaultBundle();
    assertThat(recipe.id()).isEqualTo("glossa-lexical");
    assertThat(recipe.languages()).startsWith("ko", "ja", "zh", "en");
    assertThat(recipe.sources()).noneMatch(source -> source.path().startsWith("/"));
  }

  @Test
  void halvesRoundToNearest() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(30) - 20));
      float back = HalfFloat.toFloat(HalfFloat.fromFloat(value));
      double unit = Math.max(Math.scalb(1.0, Math.getExponent(value) - 10), 0x1p-24);
      assertThat((double) back).as("seed %d", SEED).isCloseTo(value, within(unit * 0.5001));
    }
    assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(1e9f))).isEqualTo(65_504f);
  }

  @Test
  void equalValuesShareTheirRank() {
    assertThat(SimilaritySet.ranks(new double[] {3, 1, 3, 2})).containsExactly(2.5, 0, 2.5, 1);
  }

  private Vocabulary vocabulary() throws IOException {
    writeData();
    return new TokenizerTraining(directory, directory.resolve("unused"), line -> {})
        .train(recipe(), TrainingText.read(recipe(), directory, line -> {}));
  }

  private ModelBundle train(String name) throws IOException {
    writeData();
    return new TokenizerTraining(directory, directory.resolve(name), line -> {}).run(recipe());
  }

  private static TokenizerRecipe recipe() throws IOException {
    String yaml =
        """
        id: tiny
        seed: 5
        licence: Apache-2.0
        languages: [ko, ja, en]
        sample: {bytes: 1000000, temperature: 0.5}
        vocabulary: {size: 700, coverage: 0.9999, seeds: 5000, pieceLength: 8}
        vectors: {dimension: 16, maxTokens: 64}
        evaluation: {own: pairs.jsonl}
        sources:
          - {path: text.jsonl.gz, fields: {en: en, ko: ko, ja: ja}, maxRows: 0}
        """;
    return TokenizerRecipe.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private void writeData() throws IOException {
    Random random = new Random(SEED);
    List<String> en =
        List.of("river", "stone", "carries", "forest", "winter", "crosses", "+", "2024");
    List<String> ko = List.of("강에서", "돌이", "숲으로", "간다", "겨울에", "강", "12");
    List<String> ja = List.of("石が", "川を", "流れる", "森の", "冬に", "2024年", "。");
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(directory.resolve("text.jsonl.gz"))),
            StandardCharsets.UTF_8)) {
      for (int row = 0; row < 2_000; row++) {
        out.write(
            "{\"en\":\"the %s\",\"ko\":\"%s\",\"ja\":\"%s\"}%n"
                .formatted(
                    sentence(en, " the ", random),
                    sentence(ko, " ", random),
                    sentence(ja, "", random)));
      }
    }
    Files.writeString(
        directory.resolve("pairs.jsonl"),
        """
        {"s1":"the river","s2":"the river crosses","score":5}
        {"s1":"the river","s2":"winter stone","score":1}
        {"s1":"the forest","s2":"the stone forest","score":4}
        """);
  }

  private static String sentence(List<String> words, String between, Random random) {
    return String.join(between, random.ints(6, 0, words.size()).mapToObj(words::get).toList());
  }

  private static int[] ids(EncodedText text) {
    return IntStream.range(0, text.length()).map(text::id).toArray();
  }
}
