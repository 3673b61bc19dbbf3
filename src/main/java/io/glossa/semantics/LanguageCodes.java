package io.glossa.semantics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The language codes of OpenNLP's detector (ISO 639-3) as BCP 47 (ISO 639-1 where one exists). */
final class LanguageCodes {

  /** Individual languages that BCP 47 names by their macrolanguage or by an older code. */
  private static final Map<String, String> INDIVIDUAL =
      Map.ofEntries(
          Map.entry("cmn", "zh"),
          Map.entry("pes", "fa"),
          Map.entry("ekk", "et"),
          Map.entry("lvs", "lv"),
          Map.entry("nob", "nb"),
          Map.entry("nno", "nn"),
          Map.entry("plt", "mg"),
          Map.entry("pnb", "pa-Arab"),
          Map.entry("min", "min"),
          Map.entry("heb", "he"),
          Map.entry("ind", "id"),
          Map.entry("yid", "yi"));

  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private LanguageCodes() {}

  /** The BCP 47 code of an ISO 639-3 code; the code itself where there is no shorter one. */
  static String bcp47(String iso6393) {
    String individual = INDIVIDUAL.get(iso6393);
    return individual == null ? TWO_LETTERS.getOrDefault(iso6393, iso6393) : individual;
  }

  /** The primary language of a BCP 47 tag, in lower case: {@code zh} of {@code zh-Hant-TW}. */
  static String primary(String tag) {
    int dash = tag.replace('_', '-').indexOf('-');
    return (dash < 0 ? tag : tag.substring(0, dash)).strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      codes.put(Locale.forLanguageTag(code).getISO3Language(), code);
    }
    return Map.copyOf(codes);
  }
}
