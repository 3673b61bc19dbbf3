package io.glossa.semantics;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which languages a script writes, as far as the detector tells them apart. */
final class ScriptLanguages {

  /** Scripts other than Latin; a language that is in none of them is written in Latin. */
  private static final Map<UnicodeScript, List<String>> LANGUAGES =
      Map.ofEntries(
          Map.entry(UnicodeScript.HAN, List.of("zh", "ja")),
          Map.entry(UnicodeScript.HANGUL, List.of("ko")),
          Map.entry(UnicodeScript.THAI, List.of("th")),
          Map.entry(UnicodeScript.LAO, List.of("lo")),
          Map.entry(UnicodeScript.KHMER, List.of("km")),
          Map.entry(UnicodeScript.MYANMAR, List.of("my")),
          Map.entry(UnicodeScript.SINHALA, List.of("si")),
          Map.entry(UnicodeScript.GREEK, List.of("el")),
          Map.entry(UnicodeScript.HEBREW, List.of("he", "yi")),
          Map.entry(UnicodeScript.ARMENIAN, List.of("hy")),
          Map.entry(UnicodeScript.GEORGIAN, List.of("ka")),
          Map.entry(UnicodeScript.BENGALI, List.of("bn")),
          Map.entry(UnicodeScript.TAMIL, List.of("ta")),
          Map.entry(UnicodeScript.TELUGU, List.of("te")),
          Map.entry(UnicodeScript.KANNADA, List.of("kn")),
          Map.entry(UnicodeScript.MALAYALAM, List.of("ml")),
          Map.entry(UnicodeScript.GUJARATI, List.of("gu")),
          Map.entry(UnicodeScript.GURMUKHI, List.of("pa")),
          Map.entry(UnicodeScript.DEVANAGARI, List.of("hi", "mr", "ne", "sa")),
          Map.entry(
              UnicodeScript.ARABIC, List.of("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "pa-Arab")),
          Map.entry(
              UnicodeScript.CYRILLIC,
              List.of(
                  "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "ce",
                  "cv")));

  /** Languages that are written in Latin besides another script. */
  private static final Set<String> ALSO_LATIN = Set.of("sr");

  private ScriptLanguages() {}

  /** Whether texts of the language are written in the script. */
  static boolean writes(UnicodeScript script, String language) {
    if (script != UnicodeScript.LATIN) {
      return LANGUAGES.getOrDefault(script, List.of()).contains(language);
    }
    return ALSO_LATIN.contains(language)
        || LANGUAGES.values().stream().noneMatch(languages -> languages.contains(language));
  }
}
