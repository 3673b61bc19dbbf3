package io.glossa.lab;

import io.glossa.embedding.ModelBundle;
import io.glossa.lab.tokenizer.TokenizerRecipe;
import io.glossa.lab.tokenizer.TokenizerTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the command line may ask of the laboratory. */
public final class Laboratory {

  private Laboratory() {}

  /**
   * Trains a tokenizer and writes the lexical bundle made of it.
   *
   * @param recipe in YAML; null for that of the bundle in the jar
   * @param data directory to which the recipe's paths are relative
   * @param out directory of the bundle
   * @param progress takes a line now and then
   * @throws IOException when text cannot be read or the bundle cannot be written
   */
  public static ModelBundle trainTokenizer(
      @Nullable Path recipe, Path data, Path out, Consumer<String> progress) throws IOException {
    TokenizerRecipe read =
        recipe == null ? TokenizerRecipe.ofDefaultBundle() : TokenizerRecipe.read(recipe);
    return new TokenizerTraining(data, out, progress).run(read);
  }
}
