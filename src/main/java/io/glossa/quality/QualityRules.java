package io.glossa.quality;

import java.util.List;

/**
 * The rules and their thresholds. Set by hand on documents in thirty languages with labelled
 * damage. All but the stock phrases know no language, and what a letter, a word or a repetition is
 * depends on the script, so that clean text scores alike in all of them.
 */
final class QualityRules {

  static final List<QualityRule> ALL =
      List.of(
          // One stray character in a page is nothing; one in a hundred is one in each second line.
          new QualityRule(
              ReasonCode.REPLACEMENT_CHARACTERS,
              QualityFeatures::replacementShare,
              new Ramp(0.0005, 0.01),
              4,
              2),
          // A form feed or two are common in text from PDF files.
          new QualityRule(
              ReasonCode.CONTROL_CHARACTERS,
              QualityFeatures::controlShare,
              new Ramp(0.001, 0.02),
              3,
              3),
          // From two words on there is something to index; below there is nothing to judge.
          new QualityRule(
              ReasonCode.TOO_SHORT, QualityFeatures::wordEstimate, new Ramp(6, 1), 2, 2),
          // A long address now and then is normal; a tenth of the text is a dump.
          new QualityRule(
              ReasonCode.TOO_LONG_TOKENS, QualityFeatures::longRunShare, new Ramp(0.05, 0.4), 4, 2),
          // Reference pages repeat signatures; two thirds of repetition are a stuck generator.
          new QualityRule(
              ReasonCode.REPETITIVE, QualityFeatures::repeatedShare, new Ramp(0.35, 0.7), 4, 2),
          // Prose has nine letters in ten characters, with code and figures seven.
          new QualityRule(
              ReasonCode.FEW_LETTERS, QualityFeatures::plainLetterShare, new Ramp(0.6, 0.35), 4, 2),
          // Such sequences do not occur by chance; a line of German has one accented letter.
          new QualityRule(
              ReasonCode.MOJIBAKE, QualityFeatures::mojibakeShare, new Ramp(0.001, 0.01), 4, 2),
          // Technical prose with samples stays below a tenth; source code begins at a seventh.
          new QualityRule(
              ReasonCode.MARKUP, QualityFeatures::markupShare, new Ramp(0.1, 0.2), 3, 3),
          // A page has one notice at its end; a page of notices has one in each dozen of words.
          new QualityRule(
              ReasonCode.BOILERPLATE,
              QualityFeatures::stockPhrasesPer100Words,
              new Ramp(2, 8),
              3,
              3),
          // Weak: short and mixed texts are uncertain without being bad.
          new QualityRule(
              ReasonCode.LANGUAGE_UNCERTAIN,
              QualityFeatures::languageConfidence,
              new Ramp(0.6, 0.3),
              1.5,
              10),
          // Weak: headings and lists end without a full stop too.
          new QualityRule(ReasonCode.TRUNCATED, QualityFeatures::truncated, new Ramp(0, 1), 1, 10),
          // Vectors have length 1; a model that knows none of the words gives a short one.
          new QualityRule(
              ReasonCode.EMBEDDING_WEAK, QualityFeatures::embeddingNorm, new Ramp(0.5, 0.1), 4, 2));

  private QualityRules() {}
}
