package io.glossa.semantics;

/**
 * The language of a text.
 *
 * @param code BCP 47, ISO 639-1 where one exists; {@link #UNDETERMINED} when unknown
 * @param confidence from 0 to 1
 */
public record Language(String code, double confidence) {

  public static final String UNDETERMINED = "und";

  public Language {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence %s in language '%s'; expected 0 to 1".formatted(confidence, code));
    }
  }

  public static Language undetermined() {
    return new Language(UNDETERMINED, 0);
  }
}
