package io.glossa.embedding.remote;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelIdentity;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.embedding.RemoteObserver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models that are services. */
public final class RemoteEmbedders {

  /** What a model's source begins with: {@code openai:text-embedding-3-small}. */
  public static final String SOURCE = "openai:";

  private static final Logger LOG = LoggerFactory.getLogger(RemoteEmbedders.class);

  /** Small models of local servers take this many, and none takes fewer. */
  private static final int MAX_TOKENS_OF_UNKNOWN_MODEL = 512;

  private RemoteEmbedders() {}

  /** The model that a source names, if the source is a service. */
  public static Optional<String> model(String source) {
    return source.startsWith(SOURCE)
        ? Optional.of(source.substring(SOURCE.length()).strip())
        : Optional.empty();
  }

  /**
   * Asks the service for one vector and answers with an embedder for it.
   *
   * @param model as the service names it
   * @param environment where the key is looked up
   * @param tokenizer counts tokens; closed with the embedder
   * @param workers requests at the same time at most
   * @throws ModelUnavailableException when the key is missing, or the service does not answer, not
   *     with a vector, or with one of another dimension than asked for
   */
  public static Embedder open(
      String model,
      RemoteSettings settings,
      Map<String, String> environment,
      TextTokenizer tokenizer,
      int workers,
      RemoteObserver observer) {
    // Not seeded: many clients that lost one service must not come back in step.
    return open(
        model,
        settings,
        environment,
        tokenizer,
        workers,
        observer,
        new SystemPauses(),
        new Random());
  }

  static Embedder open(
      String model,
      RemoteSettings settings,
      Map<String, String> environment,
      TextTokenizer tokenizer,
      int workers,
      RemoteObserver observer,
      Pauses pauses,
      RandomGenerator random) {
    try {
      if (model.isEmpty()) {
        throw new ModelUnavailableException("no model after " + SOURCE + "; expected its name");
      }
      String name = "model %s at %s".formatted(model, settings.url());
      Optional<RemoteProvider> known = RemoteProvider.of(model);
      double price =
          settings.pricePerMillionTokens() > 0
              ? settings.pricePerMillionTokens()
              : known.map(RemoteProvider::pricePerMillionTokens).orElse(0.0);
      ApiKey key = key(settings, environment, name);
      RetryingClient client =
          new RetryingClient(
              new EmbeddingsClient(model, settings, key, pauses),
              name,
              price,
              settings.rates(),
              observer,
              pauses,
              random);
      RemoteService service = RemoteService.start(client, name, settings);
      requireDimension(service, name, settings, known);
      ModelDescription description = describe(model, settings, service, tokenizer, known);
      LOG.info(
          "{}: {} components, {} tokens, {} per million tokens",
          name,
          description.dimension(),
          description.maxTokens(),
          price);
      return new RemoteEmbedder(description, service, tokenizer, settings, workers);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static ApiKey key(RemoteSettings settings, Map<String, String> environment, String name) {
    String variable = settings.keyVariable();
    String value = variable.isEmpty() ? "" : environment.getOrDefault(variable, "").strip();
    if (!value.isEmpty()) {
      try {
        return ApiKey.of(value, "environment variable " + variable);
      } catch (IllegalArgumentException e) {
        throw new ModelUnavailableException(String.valueOf(e.getMessage()));
      }
    }
    if (!variable.isEmpty() && !Addresses.isLoopback(settings.url())) {
      throw new ModelUnavailableException(
          "%s needs a key; expected it in the environment variable %s".formatted(name, variable));
    }
    return ApiKey.none();
  }

  private static void requireDimension(
      RemoteService service, String name, RemoteSettings settings, Optional<RemoteProvider> known) {
    int expected =
        settings.dimensions() > 0
            ? settings.dimensions()
            : known.map(RemoteProvider::dimension).orElse(service.dimension());
    if (service.dimension() != expected) {
      throw new ModelUnavailableException(
          "%s answers with %d components; expected %d, as %s"
              .formatted(
                  name,
                  service.dimension(),
                  expected,
                  settings.dimensions() > 0 ? "the dimensions asked for" : "the model has"));
    }
  }

  private static ModelDescription describe(
      String model,
      RemoteSettings settings,
      RemoteService service,
      TextTokenizer tokenizer,
      Optional<RemoteProvider> known) {
    int maxTokens =
        settings.maxTokens() > 0
            ? settings.maxTokens()
            : known.map(RemoteProvider::maxTokens).orElse(MAX_TOKENS_OF_UNKNOWN_MODEL);
    int prompt =
        Math.max(
            tokenizer.spans(settings.documentPrompt()).size(),
            tokenizer.spans(settings.queryPrompt()).size());
    return new ModelDescription(
        new ModelIdentity(model, revision(model, settings, service.dimension())),
        service.dimension(),
        maxTokens,
        tokenizer.addedTokens() + prompt,
        true,
        "remote");
  }

  /**
   * SHA-256 of the lines address, model, dimension, document prompt, query prompt: what of a
   * service decides about its vectors and can be known from outside.
   */
  static String revision(String model, RemoteSettings settings, int dimension) {
    String lines =
        "%s\n%s\n%d\n%s\n%s\n"
            .formatted(
                settings.url(),
                model,
                dimension,
                settings.documentPrompt(),
                settings.queryPrompt());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
