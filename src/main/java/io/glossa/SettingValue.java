package io.glossa;

/**
 * A setting in force, fit to be shown.
 *
 * @param key its key
 * @param value its value; a secret is hidden
 * @param source where it was written
 */
public record SettingValue(String key, String value, String source) {}
