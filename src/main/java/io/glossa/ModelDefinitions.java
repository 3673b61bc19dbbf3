package io.glossa;

import static io.glossa.SettingDefiner.named;

import io.glossa.embedding.djl.ExecutionPlan;
import io.glossa.embedding.hub.HubSettings;
import java.util.Arrays;
import java.util.stream.Stream;

/** The settings of the model and where it comes from. */
final class ModelDefinitions {

  static final String PLAN = "model.plan";
  static final String POOLING = "model.pooling";
  static final String LAYERS = "model.layers";
  static final String DIMENSION = "model.dimension";
  static final String MAX_TOKENS = "model.max-tokens";
  static final String AUTO = "auto";

  private ModelDefinitions() {}

  static String promptFor(String purpose) {
    return "model." + purpose + "-prompt";
  }

  static void define(SettingDefiner group) {
    group
        .string(
            SettingDefinitions.MODEL_BUNDLE,
            "classpath:models/glossa-lexical",
            named(),
            "The embedding model: classpath:NAME, the path of a directory, a preset such as"
                + " minilm-l12, ORGANISATION/NAME[@REVISION] of the Hugging Face hub (also hf://),"
                + " djl://GROUP/ARTIFACT of DJL's zoo, or openai:NAME for a service.")
        .choice(
            PLAN,
            AUTO,
            "How a transformer is run; auto takes the fastest plan of this machine whose vectors are"
                + " those of fp32. One that strays is refused, and the next one taken.",
            Stream.concat(
                    Stream.of(AUTO), Arrays.stream(ExecutionPlan.values()).map(ExecutionPlan::id))
                .toArray(String[]::new))
        .optionalList(
            POOLING,
            "How the vectors of tokens become the text's, of cls, max, mean, mean-sqrt-length,"
                + " weighted-mean, last-token; empty as the model says.")
        .optionalList(
            LAYERS,
            "Hidden layers whose mean is pooled: 1 is the first, -1 the last, 0 the token"
                + " embeddings; empty as the model says.")
        .integer(
            DIMENSION,
            0,
            0,
            1 << 16,
            "Components of a vector that are kept (Matryoshka truncation); 0 as the model says.")
        .integer(
            MAX_TOKENS,
            0,
            0,
            1 << 20,
            "Tokens of a text at most, special tokens included; 0 as the model says.")
        .string(
            promptFor("document"), "", null, "Put before every document; empty as the model says.")
        .string(promptFor("query"), "", null, "Put before every query; empty as the model says.")
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
