package io.glossa.lab.tokenizer;

import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * From a recipe and text to a lexical bundle: sample, words, seeds, expectation maximisation,
 * weights, files, figures. The same recipe over the same data gives the same bytes.
 */
public final class TokenizerTraining {

  private final Path data;
  private final Path out;
  private final Consumer<String> progress;

  /**
   * A training.
   *
   * @param data directory to which the recipe's paths are relative
   * @param out directory for the bundle; made when missing, its {@code README.md} is kept
   * @param progress takes a line now and then
   */
  public TokenizerTraining(Path data, Path out, Consumer<String> progress) {
    this.data = data;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Trains and writes the bundle.
   *
   * @return the bundle as written, its manifest with the figures of the recipe's evaluation
   * @throws IOException when text cannot be read or the bundle cannot be written
   */
  public ModelBundle run(TokenizerRecipe recipe) throws IOException {
    TrainingText text = TrainingText.read(recipe, data, progress);
    Vocabulary vocabulary = train(recipe, text);
    progress.accept("counting documents");
    float[] weights = TokenWeights.idf(vocabulary, text);
    Files.createDirectories(out);
    Files.deleteIfExists(out.resolve(BundleManifest.FILE_NAME));
    TokenizerFile.write(vocabulary, out.resolve("tokenizer.json"));
    LexicalBundle.write(recipe, weights, out);
    Map<String, Object> training = trainingRecord(recipe, text);
    LexicalBundle.manifest(recipe, training, Map.of()).writeTo(out);
    LexicalBundle.manifest(recipe, training, evaluate(recipe)).writeTo(out);
    return ModelBundle.open(out);
  }

  Vocabulary train(TokenizerRecipe recipe, TrainingText text) {
    Map<String, Long> counts = new HashMap<>();
    for (List<String> texts : text.byLanguage().values()) {
      for (String one : texts) {
        WordSplitter.words(one).forEach(word -> counts.merge(word, 1L, Long::sum));
      }
    }
    WordCorpus corpus = WordCorpus.of(counts, recipe.vocabulary().coverage());
    counts.clear();
    progress.accept(
        "%,d distinct words, %,d characters in the alphabet"
            .formatted(corpus.words(), corpus.alphabet().length));
    Pieces seeds =
        SeedPieces.find(corpus, recipe.vocabulary().seeds(), recipe.vocabulary().pieceLength());
    int pieces = recipe.vocabulary().size() - Vocabulary.RESERVED;
    return Vocabulary.of(corpus, new UnigramTrainer(corpus, progress).train(seeds, pieces));
  }

  private static Map<String, Object> trainingRecord(TokenizerRecipe recipe, TrainingText text) {
    Map<String, Object> texts = new TreeMap<>();
    text.byLanguage().forEach((language, sampled) -> texts.put(language, sampled.size()));
    return new TreeMap<>(
        Map.of(
            "method",
            "unigram tokenizer; seeded random unit vector x inverse document frequency",
            "seed",
            recipe.seed(),
            "texts",
            texts,
            "files",
            recipe.sources().stream().map(TokenizerRecipe.Source::path).toList()));
  }

  private Map<String, Object> evaluate(TokenizerRecipe recipe) throws IOException {
    Map<String, Object> figures = new TreeMap<>();
    try (Embedder embedder = DjlEmbedders.load(ModelBundle.open(out), new DjlSettings(1))) {
      for (var set : new TreeMap<>(recipe.evaluation()).entrySet()) {
        double spearman = SimilaritySet.spearman(embedder, data.resolve(set.getValue()));
        figures.put(set.getKey(), Math.rint(10 * spearman) / 10);
        progress.accept("%s: Spearman %.1f".formatted(set.getKey(), spearman));
      }
    }
    return figures;
  }
}
