package io.glossa.query;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a request asks for. Every method refuses with 400 what it cannot read. */
final class Parameters {

  /** Longest id that is looked for, in UTF-8 bytes; longer ones are refused. */
  static final int MAX_ID_BYTES = 4096;

  private Parameters() {}

  /**
   * The id behind a prefix of the path. Taken from the path as sent, so that an encoded slash, an
   * empty segment or a plus sign is part of the id like any other character.
   */
  static String id(Context request, String prefix) {
    String path = request.req().getRequestURI();
    if (!path.startsWith(prefix)) {
      throw Refusal.badRequest("the path must begin with " + prefix + " as it stands");
    }
    return decode(path.substring(prefix.length()));
  }

  static boolean flag(Context request, String name) {
    String value = request.queryParam(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw Refusal.badRequest("%s is '%s'; expected true or false".formatted(name, shown(value)));
  }

  static int count(Context request, String name, int whenAbsent, int most) {
    String value = request.queryParam(name);
    if (value == null) {
      return whenAbsent;
    }
    if (value.matches("[0-9]{1,9}")) {
      int count = Integer.parseInt(value);
      if (count >= 1 && count <= most) {
        return count;
      }
    }
    throw Refusal.badRequest(
        "%s is '%s'; expected a number from 1 to %d".formatted(name, shown(value), most));
  }

  static @Nullable String text(Context request, String name) {
    String value = request.queryParam(name);
    if (value != null && value.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      throw Refusal.badRequest("%s is longer than %d bytes".formatted(name, MAX_ID_BYTES));
    }
    return value;
  }

  /** Percent-decoding, strictly: UTF-8 or nothing. */
  static String decode(String encoded) {
    byte[] sent = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(sent.length);
    for (int i = 0; i < sent.length; i++) {
      if (sent[i] != '%') {
        decoded.put(sent[i]);
        continue;
      }
      int high = i + 2 < sent.length ? Character.digit(sent[i + 1], 16) : -1;
      int low = i + 2 < sent.length ? Character.digit(sent[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw Refusal.badRequest("the id has a % that is not followed by two hexadecimal digits");
      }
      decoded.put((byte) (high * 16 + low));
      i += 2;
    }
    decoded.flip();
    if (decoded.remaining() == 0 || decoded.remaining() > MAX_ID_BYTES) {
      throw Refusal.badRequest(
          "the id has %d bytes; expected 1 to %d".formatted(decoded.remaining(), MAX_ID_BYTES));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.badRequest("the id is not UTF-8");
    }
  }

  private static String shown(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }
}
