package io.glossa.quality;

/**
 * What is measured of a result; shares are from 0 to 1.
 *
 * @param replacementShare U+FFFD and unpaired surrogates among the visible characters
 * @param controlShare control characters among the visible characters
 * @param plainLetterShare letters in words without digits or symbols, among the visible characters
 * @param markupShare tags, entities and signs of code among the visible characters
 * @param longRunShare visible characters in runs without a word break
 * @param mojibakeShare visible characters that look decoded with the wrong character set
 * @param repeatedShare words in repeated lines or phrases
 * @param wordEstimate words; in scripts without spaces two letters count as one
 * @param stockPhrasesPer100Words phrases of notices and menus
 * @param truncated 1 when the text stops in the middle of a sentence, else 0
 * @param languageConfidence confidence of the language, from 0 to 1
 * @param embeddingNorm length of the vector; 0 when it is not finite
 */
record QualityFeatures(
    double replacementShare,
    double controlShare,
    double plainLetterShare,
    double markupShare,
    double longRunShare,
    double mojibakeShare,
    double repeatedShare,
    double wordEstimate,
    double stockPhrasesPer100Words,
    double truncated,
    double languageConfidence,
    double embeddingNorm) {}
