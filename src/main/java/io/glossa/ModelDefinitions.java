package io.glossa;

import static io.glossa.SettingDefiner.named;

import io.glossa.embedding.hub.HubSettings;

/** The settings of the model and where it comes from. */
final class ModelDefinitions {

  private ModelDefinitions() {}

  static void define(SettingDefiner group) {
    group
        .string(
            SettingDefinitions.MODEL_BUNDLE,
            "classpath:models/glossa-lexical",
            named(),
            "The embedding model: classpath:NAME, the path of a directory, a preset such as"
                + " minilm-l12, ORGANISATION/NAME[@REVISION] of the Hugging Face hub (also hf://),"
                + " djl://GROUP/ARTIFACT of DJL's zoo, or openai:NAME for a service.")
        .string(
            SettingDefinitions.MODEL_CACHE,
            "",
            null,
            "Directory of fetched models; empty takes $XDG_CACHE_HOME/glossa/models, else"
                + " ~/.cache/glossa/models.")
        .string(
            SettingDefinitions.MODEL_HUB_URL,
            HubSettings.HUGGING_FACE.toString(),
            named(),
            "The Hugging Face hub or a mirror; HF_TOKEN in the environment is sent there and"
                + " nowhere else.")
        .list(
            SettingDefinitions.MODEL_HOSTS,
            String.join(",", HubSettings.DEFAULT_HOSTS),
            "Hosts that models may be fetched from, redirects included; * stands for a part of a"
                + " name.")
        .flag(
            SettingDefinitions.MODEL_OFFLINE,
            false,
            "Whether models are taken from the cache only.")
        .string(
            SettingDefinitions.MODEL_ZOO_URL,
            HubSettings.DJL_ZOO.toString(),
            named(),
            "DJL's model zoo or a mirror.");
  }
}
