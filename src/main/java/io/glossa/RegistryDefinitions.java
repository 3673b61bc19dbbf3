package io.glossa;

import static io.glossa.SettingDefiner.named;

/** The settings of the schema registry. */
final class RegistryDefinitions {

  private RegistryDefinitions() {}

  static void define(SettingDefiner group) {
    group
        .list(
            SettingDefinitions.REGISTRY_URLS,
            "http://127.0.0.1:8081",
            "Addresses of one registry, tried in order.")
        .flag(
            SettingDefinitions.REGISTRY_AUTO,
            true,
            "Whether schemas are registered; when false they must be there.")
        .choice(
            SettingDefinitions.REGISTRY_AUTH,
            "none",
            "How the registry is told who calls.",
            "none",
            "basic",
            "bearer")
        .string(SettingDefinitions.REGISTRY_USER, "", null, "User for basic authentication.")
        .secret(SettingDefinitions.REGISTRY_PASSWORD, "Password for basic authentication.")
        .secret(SettingDefinitions.REGISTRY_TOKEN, "Token for bearer authentication.")
        .integer(
            SettingDefinitions.REGISTRY_CONNECT,
            5_000,
            1,
            600_000,
            "How long to wait for a connection.")
        .integer(
            SettingDefinitions.REGISTRY_READ, 15_000, 1, 600_000, "How long to wait for an answer.")
        .integer(
            SettingDefinitions.REGISTRY_RETRY,
            120_000,
            0,
            86_400_000,
            "How long to retry while the registry is down or fails; then the stream stops with an"
                + " error, nothing is skipped.");
    store(
        group,
        SettingDefinitions.REGISTRY_TRUSTSTORE,
        "Certificates to trust for https instead of the platform's");
    store(
        group,
        SettingDefinitions.REGISTRY_KEYSTORE,
        "The caller's own certificate, where the registry asks for one");
  }

  private static void store(SettingDefiner group, String prefix, String what) {
    group
        .string(prefix + ".file", "", null, what + ": the file; empty for none.")
        .secret(prefix + ".password", what + ": the password.")
        .string(prefix + ".type", "PKCS12", named(), what + ": PKCS12 or JKS.");
  }
}
