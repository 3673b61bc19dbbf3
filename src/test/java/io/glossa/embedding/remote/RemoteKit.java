package io.glossa.embedding.remote;

import io.glossa.embedding.Embedder;
import io.glossa.testkit.EmbeddingsServer;
import io.glossa.vector.Embedding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Settings for a server on this machine, with a clock that nobody waits for. */
final class RemoteKit {

  static final String MODEL = "local-model";
  static final String KEY = "sk-proj-0123456789abcdefQRSTUV";
  static final Map<String, String> ENVIRONMENT = Map.of("OPENAI_API_KEY", KEY);

  private final URI url;
  final ManualPauses pauses = new ManualPauses();
  final RemoteUsage usage = new RemoteUsage();
  String model = MODEL;
  int dimensions;
  int maxTokens;
  int requestTexts = 2048;
  int requestTokens = 300_000;
  String documentPrompt = "";
  String queryPrompt = "";
  Duration requestTimeout = Duration.ofSeconds(20);
  RetryPolicy retry =
      new RetryPolicy(5, Duration.ofMinutes(4), Duration.ofMillis(500), Duration.ofSeconds(30));
  RateLimits rates = RateLimits.NONE;
  double price;

  RemoteKit(EmbeddingsServer server) {
    this(server.url());
  }

  RemoteKit(URI url) {
    this.url = url;
  }

  RemoteSettings settings() {
    return new RemoteSettings(
        url,
        false,
        "OPENAI_API_KEY",
        dimensions,
        maxTokens,
        null,
        documentPrompt,
        queryPrompt,
        requestTexts,
        requestTokens,
        Duration.ofSeconds(5),
        requestTimeout,
        Duration.ofSeconds(10),
        retry,
        rates,
        price);
  }

  Embedder open() {
    return open(pauses);
  }

  Embedder open(Pauses time) {
    return open(time, ENVIRONMENT);
  }

  Embedder open(Pauses time, Map<String, String> environment) {
    return RemoteEmbedders.open(
        model, settings(), environment, new Cl100kTokenizer(), 2, usage, time, new Random(1));
  }

  static List<Embedding> embed(Embedder embedder, String... texts) {
    return embedder.embed(List.of(texts).stream().map(embedder::encode).toList());
  }
}
