package io.glossa.cli.rows;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Ids are keys too: key and value must be encoded alike. */
final class WellFormedId {

  private WellFormedId() {}

  /** The id with U+FFFD for every half of a surrogate pair. */
  static String of(String id) {
    if (id.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return id;
    }
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_16BE
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(new byte[] {(byte) 0xFF, (byte) 0xFD})
              .encode(CharBuffer.wrap(id));
      return StandardCharsets.UTF_16BE.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("an encoder that replaces refused an id", e);
    }
  }
}
