package io.glossa.embedding.hub;

import io.glossa.testkit.HubServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sources against a {@link HubServer}, with short patience; notes what was waited and said. */
final class Fetches {

  static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final List<String> notes = new CopyOnWriteArrayList<>();
  private final Path cache;
  private final String url;
  private List<String> hosts = HOSTS;
  private String token = "";
  private boolean offline;
  private TransferPolicy policy =
      new TransferPolicy(
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          1L << 30,
          1 << 20);

  Fetches(HubServer server, Path cache) {
    this.url = server.url();
    this.cache = cache;
  }

  Fetches hosts(String... allowed) {
    hosts = List.of(allowed);
    return this;
  }

  Fetches token(String value) {
    token = value;
    return this;
  }

  Fetches offline() {
    offline = true;
    return this;
  }

  Fetches attempts(int count) {
    policy = policy.withAttempts(count);
    return this;
  }

  Fetches stallTimeout(Duration timeout) {
    policy =
        new TransferPolicy(
            policy.attempts(),
            policy.firstPause(),
            policy.longestPause(),
            policy.connectTimeout(),
            timeout,
            policy.maxFileBytes(),
            policy.maxAnswerBytes());
    return this;
  }

  Fetches maxFileBytes(long bytes) {
    policy =
        new TransferPolicy(
            policy.attempts(),
            policy.firstPause(),
            policy.longestPause(),
            policy.connectTimeout(),
            policy.stallTimeout(),
            bytes,
            policy.maxAnswerBytes());
    return this;
  }

  ModelSources sources() {
    HubSettings settings = new HubSettings(URI.create(url), URI.create(url), hosts, cache, offline);
    FetchListener listener =
        new FetchListener() {
          @Override
          public void note(String sentence) {
            notes.add(sentence);
          }
        };
    return new ModelSources(
        new Services(
            settings,
            new Transport(settings, new AccessToken(token), policy),
            pauses::add,
            listener,
            Clock.systemUTC()));
  }

  Path directory(String name) {
    return sources().parse(name).directory(cache);
  }
}
