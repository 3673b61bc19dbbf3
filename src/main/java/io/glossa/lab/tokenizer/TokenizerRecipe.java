package io.glossa.lab.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that determines a tokenizer and the lexical bundle made of it.
 *
 * @param id name of the bundle
 * @param seed of the sample and of the vectors
 * @param licence SPDX expression of the bundle
 * @param languages BCP 47 codes, most important first
 * @param sample how much text is taken
 * @param vocabulary size and alphabet
 * @param vectors size of the vectors
 * @param sources training text
 * @param evaluation similarity sets by name, paths relative to the data directory
 */
public record TokenizerRecipe(
    String id,
    long seed,
    String licence,
    List<String> languages,
    Sample sample,
    VocabularySize vocabulary,
    VectorSize vectors,
    List<Source> sources,
    Map<String, String> evaluation) {

  /** The recipe of the bundle in the jar. */
  public static final String DEFAULT_RESOURCE = "lab/tokenizer-glossa.yaml";

  public TokenizerRecipe {
    languages = List.copyOf(languages);
    sources = List.copyOf(sources);
    evaluation = Map.copyOf(evaluation);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("recipe '%s' names no sources".formatted(id));
    }
  }

  /**
   * The share of each language.
   *
   * @param bytes of UTF-8 of all languages together, at most
   * @param temperature a language of n bytes gets a share in proportion to n^temperature
   */
  public record Sample(long bytes, double temperature) {

    public Sample {
      if (bytes < 1 || temperature < 0 || temperature > 1) {
        throw new IllegalArgumentException(
            "a sample of %d bytes at temperature %s; expected some, at 0 to 1"
                .formatted(bytes, temperature));
      }
    }
  }

  /**
   * The vocabulary.
   *
   * @param size tokens, special ones and bytes included
   * @param coverage share of the sample's characters that get a token; the rest becomes bytes
   * @param seeds candidates before pruning
   * @param pieceLength characters of a token at most
   */
  public record VocabularySize(int size, double coverage, int seeds, int pieceLength) {

    public VocabularySize {
      if (size <= Vocabulary.RESERVED || coverage <= 0 || coverage > 1 || pieceLength < 2) {
        throw new IllegalArgumentException(
            "a vocabulary of %d, coverage %s, pieces of %d; expected over %d, up to 1, at least 2"
                .formatted(size, coverage, pieceLength, Vocabulary.RESERVED));
      }
    }
  }

  /**
   * The vectors.
   *
   * @param dimension components
   * @param maxTokens of a text
   */
  public record VectorSize(int dimension, int maxTokens) {}

  /**
   * A file of JSON Lines.
   *
   * @param path relative to the data directory; {@code .gz} is read as such
   * @param fields language by field of a row
   * @param maxRows rows read at most, from the start; 0 for all
   */
  public record Source(String path, Map<String, String> fields, int maxRows) {

    public Source {
      fields = Map.copyOf(fields);
    }
  }

  /** Reads a recipe from a YAML file. */
  public static TokenizerRecipe read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /** Reads a recipe from YAML. */
  public static TokenizerRecipe read(InputStream yaml) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readValue(yaml, TokenizerRecipe.class);
  }

  /** The recipe of the bundle in the jar. */
  public static TokenizerRecipe ofDefaultBundle() throws IOException {
    try (InputStream in =
        TokenizerRecipe.class.getClassLoader().getResourceAsStream(DEFAULT_RESOURCE)) {
      if (in == null) {
        throw new IOException(DEFAULT_RESOURCE + " is missing from the class path");
      }
      return read(in);
    }
  }
}
