package io.glossa.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Words for a WordPiece tokenizer, and texts of them. As in English with BERT's vocabulary, 10
 * words are about 13 tokens: three words in ten bear a suffix that is a token of its own.
 */
final class SyntheticVocabulary {

  /** Special tokens, letters and suffixes, and some words. */
  static final int SMALLEST = 128;

  static final int CLS = 2;
  static final int SEP = 3;

  /** Ids from here on are neither padding nor special. */
  static final int FIRST_WORD_PIECE = 5;

  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
  private static final List<String> SUFFIXES = List.of("ing", "ed", "er", "ly", "ment", "ness");
  private static final String CONSONANTS = "bdfghklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final double SUFFIXED = 0.3;
  private static final int WORDS_OF_SENTENCE = 14;

  private final List<String> tokens;
  private final List<String> words;

  /** A vocabulary of so many tokens, the same for every seed of texts. */
  SyntheticVocabulary(int size) {
    Set<String> all = new LinkedHashSet<>(SPECIAL);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      all.add(String.valueOf(letter));
      all.add("##" + letter);
    }
    all.add(".");
    all.add(",");
    SUFFIXES.forEach(suffix -> all.add("##" + suffix));
    List<String> spelled = new ArrayList<>();
    Random random = new Random(size);
    while (all.size() < size) {
      String word = word(random);
      if (all.add(word)) {
        spelled.add(word);
      }
    }
    tokens = List.copyOf(all);
    words = List.copyOf(spelled);
  }

  /** Tokens in the order of their ids. */
  List<String> tokens() {
    return tokens;
  }

  /** A text of so many words in sentences; frequent words come often, as in any language. */
  String text(Random random, int wordCount) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < wordCount; i++) {
      // Log-uniform ranks: the share of a word falls with its rank, after Zipf.
      int rank = (int) Math.pow(words.size(), random.nextDouble()) - 1;
      String word = words.get(Math.min(rank, words.size() - 1));
      boolean first = i % WORDS_OF_SENTENCE == 0;
      text.append(first ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      if (random.nextDouble() < SUFFIXED) {
        text.append(SUFFIXES.get(random.nextInt(SUFFIXES.size())));
      }
      text.append((i + 1) % WORDS_OF_SENTENCE == 0 || i == wordCount - 1 ? ". " : " ");
    }
    return text.toString().strip();
  }

  /** Random token ids between the two special tokens; of this length with them. */
  int[] ids(Random random, int length) {
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = FIRST_WORD_PIECE + random.nextInt(tokens.size() - FIRST_WORD_PIECE);
    }
    ids[0] = CLS;
    ids[length - 1] = SEP;
    return ids;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    // Ends in a consonant, so that no word with a suffix is another word.
    return word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))).toString();
  }
}
