package io.glossa;

import static io.glossa.SettingDefiner.named;

import io.glossa.embedding.remote.RemoteSettings;
import java.time.Duration;

/** The settings of a model that is a service. */
final class RemoteDefinitions {

  static final String URL = "model.remote.url";
  static final String PLAIN_HTTP = "model.remote.plain-http";
  static final String KEY_VARIABLE = "model.remote.key-variable";
  static final String DIMENSIONS = "model.remote.dimensions";
  static final String MAX_TOKENS = "model.remote.max-tokens";
  static final String TOKENIZER = "model.remote.tokenizer";
  static final String DOCUMENT_PROMPT = "model.remote.document-prompt";
  static final String QUERY_PROMPT = "model.remote.query-prompt";
  static final String REQUEST_TEXTS = "model.remote.request.max-texts";
  static final String REQUEST_TOKENS = "model.remote.request.max-tokens";
  static final String CONNECT_TIMEOUT = "model.remote.connect-timeout-ms";
  static final String REQUEST_TIMEOUT = "model.remote.request.timeout-ms";
  static final String START_TIMEOUT = "model.remote.start-timeout-ms";
  static final String RETRY_MAX = "model.remote.retry.max";
  static final String RETRY_TIMEOUT = "model.remote.retry.timeout-ms";
  static final String REQUESTS_PER_MINUTE = "model.remote.requests-per-minute";
  static final String TOKENS_PER_MINUTE = "model.remote.tokens-per-minute";
  static final String PRICE = "model.remote.price-per-million-tokens";

  private static final int DAY_MILLIS = 86_400_000;

  private RemoteDefinitions() {}

  static void define(SettingDefiner group) {
    RemoteSettings defaults = RemoteSettings.defaults();
    group
        .string(
            URL,
            defaults.url().toString(),
            named(),
            "Base address of the service, to which /embeddings is added.")
        .flag(
            PLAIN_HTTP,
            defaults.plainHttp(),
            "Whether http is allowed beyond this machine; key and texts then travel in the clear.")
        .string(
            KEY_VARIABLE,
            defaults.keyVariable(),
            null,
            "Environment variable that holds the key; empty for a service without one. A service on"
                + " this machine may do without.")
        .integer(
            DIMENSIONS,
            defaults.dimensions(),
            0,
            65_536,
            "Components to ask for, where the model can be cut; 0 for all.")
        .integer(
            MAX_TOKENS,
            defaults.maxTokens(),
            0,
            1 << 20,
            "Tokens of a text at most; 0 for what is known of the model, else 512.")
        .string(
            TOKENIZER,
            "",
            null,
            "A tokenizer.json that counts tokens as the service does; empty for cl100k_base.")
        .string(DOCUMENT_PROMPT, "", null, "Put before every document.")
        .string(QUERY_PROMPT, "", null, "Put before every query.")
        .integer(REQUEST_TEXTS, defaults.requestTexts(), 1, 65_536, "Texts of one request at most.")
        .integer(
            REQUEST_TOKENS,
            defaults.requestTokens(),
            1,
            Integer.MAX_VALUE,
            "Tokens of one request at most.");
    times(group, defaults);
  }

  private static void times(SettingDefiner group, RemoteSettings defaults) {
    group
        .integer(
            CONNECT_TIMEOUT,
            millis(defaults.connectTimeout()),
            1,
            600_000,
            "How long to wait for a connection.")
        .integer(
            REQUEST_TIMEOUT,
            millis(defaults.requestTimeout()),
            1,
            600_000,
            "How long to wait for a whole answer.")
        .integer(
            START_TIMEOUT,
            millis(defaults.startTimeout()),
            0,
            DAY_MILLIS,
            "How long to retry at the start while the service does not answer.")
        .integer(
            RETRY_MAX,
            defaults.retry().max(),
            0,
            Integer.MAX_VALUE,
            "How often a request is made again at most.")
        .integer(
            RETRY_TIMEOUT,
            millis(defaults.retry().deadline()),
            0,
            DAY_MILLIS,
            "How long to retry while the service is away; then the stream stops with an error,"
                + " nothing is skipped. Keep it below kafka.max.poll.interval.ms.")
        .integer(
            REQUESTS_PER_MINUTE,
            defaults.rates().requestsPerMinute(),
            0,
            Integer.MAX_VALUE,
            "Requests a minute of this process at most; 0 for no limit.")
        .integer(
            TOKENS_PER_MINUTE,
            defaults.rates().tokensPerMinute(),
            0,
            Integer.MAX_VALUE,
            "Tokens a minute of this process at most; 0 for no limit.")
        .decimal(
            PRICE,
            defaults.pricePerMillionTokens(),
            0,
            1e9,
            "For the cost counters; 0 for the price known of the model, in US dollars, else 0.");
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
