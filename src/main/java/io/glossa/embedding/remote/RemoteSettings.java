package io.glossa.embedding.remote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is and how it is asked.
 *
 * @param url base address, to which {@code /embeddings} is added
 * @param plainHttp whether http is allowed beyond this machine
 * @param keyVariable environment variable that holds the key; empty for none
 * @param dimensions components to ask for, where the model can be cut (Matryoshka); 0 for all
 * @param maxTokens tokens of a text at most; 0 for what is known of the model, else 512
 * @param tokenizer {@code tokenizer.json} that counts tokens; null for cl100k_base
 * @param documentPrompt put before every document
 * @param queryPrompt put before every query
 * @param requestTexts texts of a request at most
 * @param requestTokens tokens of a request at most; a longer text makes a request of its own
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long to wait for a whole answer
 * @param startTimeout how long a start waits for a service that does not answer
 * @param retry how failed requests are made again
 * @param rates what may be asked of the service
 * @param pricePerMillionTokens for the cost counters; 0 for what is known of the model, else 0
 */
public record RemoteSettings(
    URI url,
    boolean plainHttp,
    String keyVariable,
    int dimensions,
    int maxTokens,
    @Nullable Path tokenizer,
    String documentPrompt,
    String queryPrompt,
    int requestTexts,
    int requestTokens,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration startTimeout,
    RetryPolicy retry,
    RateLimits rates,
    double pricePerMillionTokens) {

  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  public RemoteSettings {
    url = Addresses.checked(url, plainHttp);
    if (!keyVariable.matches("[A-Za-z_][A-Za-z0-9_]*|")) {
      // Not repeated: whoever mistakes this setting puts the key itself here.
      throw new IllegalArgumentException(
          "the variable of the remote model's key is no name; expected the name of an environment"
              + " variable, not the key itself");
    }
    if (dimensions < 0 || maxTokens < 0 || requestTexts < 1 || requestTokens < 1) {
      throw new IllegalArgumentException(
          ("%d dimensions, texts of %d tokens, requests of %d texts and %d tokens; expected 0 or"
                  + " more, and at least 1 of a request")
              .formatted(dimensions, maxTokens, requestTexts, requestTokens));
    }
    requirePositive("connect timeout", connectTimeout);
    requirePositive("request timeout", requestTimeout);
    if (startTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "remote model's start timeout of %s; expected 0 or more".formatted(startTimeout));
    }
    if (!(pricePerMillionTokens >= 0) || Double.isInfinite(pricePerMillionTokens)) {
      throw new IllegalArgumentException(
          "a price of %s per million tokens; expected 0 or more".formatted(pricePerMillionTokens));
    }
  }

  /** OpenAI's own service and limits. */
  public static RemoteSettings defaults() {
    return new RemoteSettings(
        OPENAI,
        false,
        "OPENAI_API_KEY",
        0,
        0,
        null,
        "",
        "",
        2048,
        300_000,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        RetryPolicy.defaults(),
        RateLimits.NONE,
        0);
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "remote model's %s of %s; expected more than 0".formatted(what, value));
    }
  }
}
