package io.glossa.embedding.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's tokenizer, without truncation and padding. Thread-safe. Reads only what is asked
 * for: the whole result of DJL holds a string for each token, which costs most of the time. Texts
 * must not hold unpaired surrogates.
 */
final class NativeTokenizer implements AutoCloseable {

  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

  private final HuggingFaceTokenizer tokenizer;
  private final long handle;

  private NativeTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.handle = tokenizer.getHandle();
  }

  static NativeTokenizer load(Path file) throws IOException {
    return new NativeTokenizer(
        HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false", "padding", "false")));
  }

  /** Tokens, and the number of the pre-token that each is a part of, which never falls. */
  static final class Words {
    final long[] ids;
    final long[] words;

    private Words(long[] ids, long[] words) {
      this.ids = ids;
      this.words = words;
    }
  }

  long[] ids(String text) {
    return encode(text, LIBRARY::getTokenIds);
  }

  Words words(String text) {
    return encode(
        text, encoding -> new Words(LIBRARY.getTokenIds(encoding), LIBRARY.getWordIds(encoding)));
  }

  /** Where the tokens stand, in code points; null where the native code does not know. */
  @Nullable CharSpan[] spans(String text) {
    return encode(text, LIBRARY::getTokenCharSpans);
  }

  /** As {@link HuggingFaceTokenizer} gives it, with special tokens. */
  ai.djl.huggingface.tokenizers.Encoding withSpecialTokens(String text) {
    return tokenizer.encode(text, true, false);
  }

  private <T> T encode(String text, LongFunction<T> read) {
    long encoding = LIBRARY.encode(handle, text, false);
    try {
      return read.apply(encoding);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
