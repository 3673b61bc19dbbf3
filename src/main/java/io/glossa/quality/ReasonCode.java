package io.glossa.quality;

/** Why a score is below 10. The names are public: they travel in records. */
public enum ReasonCode {
  REPLACEMENT_CHARACTERS("characters could not be decoded or encoded (share of the text)"),
  CONTROL_CHARACTERS("control characters in the text (share of the text)"),
  TOO_SHORT("too few words to judge (words)"),
  TOO_LONG_TOKENS("text without word breaks (share of the text in runs over 60 characters)"),
  REPETITIVE("lines or words repeat (share of words in repeated lines or phrases)"),
  FEW_LETTERS("few letters among the characters (share of letters in plain words)"),
  MOJIBAKE("text decoded with the wrong character set (share of the text)"),
  MARKUP("markup or code rather than prose (share of markup characters)"),
  BOILERPLATE("notices and menus rather than content (stock phrases per 100 words)"),
  LANGUAGE_UNCERTAIN("the language could not be determined (confidence)"),
  TRUNCATED("the text stops in the middle of a sentence (1 when so)"),
  EMBEDDING_WEAK("the model knows little of the text (norm or share of known tokens)");

  private final String sentence;

  ReasonCode(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, with what its value measures in brackets. */
  public String sentence() {
    return sentence;
  }
}
