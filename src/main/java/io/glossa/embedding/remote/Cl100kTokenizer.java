package io.glossa.embedding.remote;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import io.glossa.document.TokenSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The tokens of {@code cl100k_base}, the encoding of OpenAI's embedding models, without a network.
 * A character of several tokens is the span of each of them that begins in it.
 */
public final class Cl100kTokenizer implements TextTokenizer {

  /** Thread-safe, and takes a fifth of a second to load. */
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  @Override
  public List<TokenSpan> spans(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    int start = 0;
    for (String piece : TextPieces.of(text)) {
      addSpans(spans, start, piece);
      start += piece.length();
    }
    // Not copied: a megabyte has up to three million.
    return Collections.unmodifiableList(spans);
  }

  private void addSpans(List<TokenSpan> spans, int offset, String piece) {
    // Special tokens such as <|endoftext|> are ordinary text here.
    IntArrayList tokens = ENCODING.encodeOrdinary(piece);
    int unit = 0;
    int byteOfUnit = 0;
    int tokenStart = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int tokenEnd = tokenStart + bytes(tokens.get(i));
      while (byteOfUnit + utf8Bytes(piece, unit) <= tokenStart) {
        byteOfUnit += utf8Bytes(piece, unit);
        unit += units(piece, unit);
      }
      int end = unit;
      for (int reached = byteOfUnit; reached < tokenEnd && end < piece.length(); ) {
        reached += utf8Bytes(piece, end);
        end += units(piece, end);
      }
      spans.add(new TokenSpan(offset + unit, offset + end));
      tokenStart = tokenEnd;
    }
  }

  private int bytes(int token) {
    IntArrayList one = new IntArrayList(1);
    one.add(token);
    return ENCODING.decodeBytes(one).length;
  }

  private static int units(String text, int index) {
    return Character.charCount(text.codePointAt(index));
  }

  private static int utf8Bytes(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  @Override
  public int addedTokens() {
    return 0;
  }

  @Override
  public void close() {}
}
