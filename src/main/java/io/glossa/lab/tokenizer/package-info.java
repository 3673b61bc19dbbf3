/**
 * Trains a multilingual unigram tokenizer and makes a lexical bundle of it.
 *
 * <p>Entry type: {@link io.glossa.lab.tokenizer.TokenizerTraining}. A recipe and JSON Lines go in,
 * a sentence-transformers directory comes out. Called by the command line. Source: Kudo, "Subword
 * Regularization" (2018). Trap: {@link io.glossa.lab.tokenizer.WordSplitter} and the pre-tokenizer
 * in {@code tokenizer.json} must cut alike; a test compares them.
 */
@NullMarked
package io.glossa.lab.tokenizer;

import org.jspecify.annotations.NullMarked;
