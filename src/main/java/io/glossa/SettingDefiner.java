package io.glossa;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Adds settings to a {@link ConfigDef} in the order in which they are documented. */
final class SettingDefiner {

  private final ConfigDef definitions = new ConfigDef();
  private String group = "";
  private int order;

  ConfigDef definitions() {
    return definitions;
  }

  /** What is added from now on belongs to this group. */
  SettingDefiner group(String name) {
    group = name;
    return this;
  }

  SettingDefiner string(
      String key, String value, ConfigDef.@Nullable Validator valid, String sentence) {
    return add(key, ConfigDef.Type.STRING, value, valid, sentence);
  }

  SettingDefiner choice(String key, String value, String sentence, String... choices) {
    return add(key, ConfigDef.Type.STRING, value, ConfigDef.ValidString.in(choices), sentence);
  }

  /** A setting that is never shown. */
  SettingDefiner secret(String key, String sentence) {
    return add(key, ConfigDef.Type.PASSWORD, "", null, sentence);
  }

  SettingDefiner flag(String key, boolean value, String sentence) {
    return add(key, ConfigDef.Type.BOOLEAN, value, null, sentence);
  }

  SettingDefiner list(String key, String value, String sentence) {
    return add(
        key,
        ConfigDef.Type.LIST,
        value,
        ConfigDef.ValidList.anyNonDuplicateValues(false, false),
        sentence);
  }

  /** A list that may be empty, and is by default. */
  SettingDefiner optionalList(String key, String sentence) {
    return add(
        key,
        ConfigDef.Type.LIST,
        "",
        ConfigDef.ValidList.anyNonDuplicateValues(true, false),
        sentence);
  }

  SettingDefiner integer(String key, int value, int least, int most, String sentence) {
    return add(key, ConfigDef.Type.INT, value, ConfigDef.Range.between(least, most), sentence);
  }

  SettingDefiner decimal(String key, double value, double least, double most, String sentence) {
    return add(key, ConfigDef.Type.DOUBLE, value, ConfigDef.Range.between(least, most), sentence);
  }

  static ConfigDef.Validator named() {
    return ConfigDef.CompositeValidator.of(
        new ConfigDef.NonNullValidator(), new ConfigDef.NonEmptyString());
  }

  static ConfigDef.Validator topic() {
    return ConfigDef.LambdaValidator.with(
        (key, value) -> {
          if (!(value instanceof String name)
              || !name.matches("[a-zA-Z0-9._-]{1,249}")
              || name.matches("\\.{1,2}")) {
            throw new ConfigException(key, value, "a topic name has 1 to 249 of a-zA-Z0-9._-");
          }
        },
        () -> "topic name of 1 to 249 letters digits . _ -");
  }

  private SettingDefiner add(
      String key,
      ConfigDef.Type type,
      Object value,
      ConfigDef.@Nullable Validator valid,
      String sentence) {
    definitions.define(
        key,
        type,
        value,
        valid,
        ConfigDef.Importance.MEDIUM,
        sentence,
        group,
        order++,
        ConfigDef.Width.MEDIUM,
        key);
    return this;
  }
}
