package io.glossa;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** What a setting takes, in words. */
final class Expected {

  private Expected() {}

  static String of(ConfigKey key) {
    String type =
        switch (key.type) {
          case INT, LONG, SHORT -> "a whole number";
          case DOUBLE -> "a number";
          case BOOLEAN -> "true or false";
          case LIST -> "a list";
          case PASSWORD -> "a secret";
          case STRING, CLASS -> "a text";
        };
    if (key.validator == null || key.type == ConfigDef.Type.LIST) {
      return type;
    }
    String rule = key.validator.toString().replaceAll("[,\\s]+", " ").strip();
    if (rule.startsWith("[") && rule.contains("...")) {
      int dots = rule.indexOf("...");
      return "%s from %s to %s"
          .formatted(
              type,
              rule.substring(1, dots).strip(),
              rule.substring(dots + 3, rule.length() - 1).strip());
    }
    if (rule.startsWith("[")) {
      return "one of " + rule.substring(1, rule.length() - 1).replace(" ", ", ");
    }
    String words = rule.toLowerCase(Locale.ROOT);
    return words.contains("non-empty") ? "a text that is not empty" : "a " + words;
  }
}
