package io.glossa;

import io.glossa.document.DocumentLimits;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.BudgetBounds;
import io.glossa.quality.QualityGate;
import io.glossa.semantics.SemanticSettings;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import io.glossa.wire.KeyMaterial;
import io.glossa.wire.RegistryAuth;
import io.glossa.wire.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Turns raw values into {@link Settings}, or into all their problems. */
final class SettingsReader {

  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|credential|jaas|private|\\.key$|keystore\\.key");
  private static final String HIDDEN = "[hidden]";

  private final Map<String, SettingsLayers.Raw> raw;
  private final List<String> problems;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Double> gateByLanguage = new TreeMap<>();
  private final Map<String, String> kafka = new TreeMap<>();

  private final ModelSettingsReader models = new ModelSettingsReader(this);

  SettingsReader(SettingsLayers layers) {
    this.raw = layers.values();
    this.problems = new ArrayList<>(layers.problems());
  }

  Settings read() {
    checkDefined();
    readFree();
    checkKafka("", StreamsConfig.configDef());
    checkKafka(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef());
    checkKafka(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef());
    checkKafka(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef());
    // Each part is built once to learn what it refuses; a default stands in for a refused value.
    List<Runnable> parts =
        List.of(
            this::topics,
            this::limits,
            this::chunks,
            models::model,
            models::remote,
            models::hub,
            this::batching,
            this::inFlight,
            this::semantics,
            this::gate,
            this::registry);
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return settings();
  }

  private Settings settings() {
    TopicNames names = topics();
    return new Settings(
        text(SettingDefinitions.APPLICATION_ID),
        Path.of(text(SettingDefinitions.STATE_DIRECTORY)),
        millis(SettingDefinitions.DRAIN_TIMEOUT),
        names,
        TopicPlan.of(
            names,
            integer(SettingDefinitions.TOPIC_PARTITIONS),
            (short) integer(SettingDefinitions.TOPIC_REPLICATION)),
        limits(),
        integer(SettingDefinitions.MAX_RECORD_BYTES),
        chunks(),
        text(SettingDefinitions.MODEL_BUNDLE),
        models.model(),
        models.remote(),
        models.hub(),
        batching(),
        inFlight(),
        semantics(),
        integer(SettingDefinitions.ANALYSIS_THREADS),
        gate(),
        registry(),
        (Boolean) value(SettingDefinitions.REGISTRY_AUTO),
        new HttpSettings(text(SettingDefinitions.HTTP_HOST), integer(SettingDefinitions.HTTP_PORT)),
        kafka,
        shown());
  }

  private void checkDefined() {
    Map<String, String> texts = new HashMap<>();
    raw.forEach((key, value) -> texts.put(key, value.text().strip()));
    Map<String, ConfigKey> keys = SettingDefinitions.definitions().configKeys();
    for (ConfigValue checked : SettingDefinitions.definitions().validate(texts)) {
      ConfigKey key = Objects.requireNonNull(keys.get(checked.name()));
      if (checked.errorMessages().isEmpty()) {
        values.put(key.name, checked.value());
      } else {
        values.put(key.name, Objects.requireNonNull(key.defaultValue));
        problems.add(
            "%s is %s (%s); expected %s"
                .formatted(
                    key.name,
                    key.type == ConfigDef.Type.PASSWORD ? HIDDEN : "'" + texts.get(key.name) + "'",
                    source(key.name),
                    Expected.of(key)));
      }
    }
  }

  /** What is passed on is checked by Kafka's own definitions, as far as they know the key. */
  private void checkKafka(String prefix, ConfigDef definition) {
    Map<String, String> given = new HashMap<>();
    kafka.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)
              && definition.names().contains(key.substring(prefix.length()))) {
            given.put(key.substring(prefix.length()), value);
          }
        });
    for (ConfigValue checked : definition.validate(given)) {
      String key = SettingDefinitions.KAFKA + prefix + checked.name();
      if (given.containsKey(checked.name()) && !checked.errorMessages().isEmpty()) {
        problems.add(
            "%s (%s): %s".formatted(key, source(key), String.join("; ", checked.errorMessages())));
      }
    }
  }

  private void readFree() {
    raw.forEach(
        (key, value) -> {
          if (SettingDefinitions.OWNED_KAFKA.contains(key)) {
            problems.add(
                "%s (%s) is not passed on; set %s"
                    .formatted(
                        key, value.source(), key.substring(SettingDefinitions.KAFKA.length())));
          } else if (key.startsWith(SettingDefinitions.KAFKA)) {
            kafka.put(key.substring(SettingDefinitions.KAFKA.length()), value.text());
          } else if (key.startsWith(SettingDefinitions.GATE_LANGUAGES)) {
            readThreshold(key, value);
          } else if (!SettingDefinitions.keys().contains(key)) {
            problems.add(
                "unknown key %s (%s)%s"
                    .formatted(
                        key,
                        value.source(),
                        NearestKey.to(key, SettingDefinitions.keys())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("")));
          }
        });
    kafka.putIfAbsent("bootstrap.servers", text(SettingDefinitions.BOOTSTRAP));
  }

  private void readThreshold(String key, SettingsLayers.Raw value) {
    try {
      double threshold = Double.parseDouble(value.text().strip());
      if (threshold >= 0 && threshold <= 10) {
        gateByLanguage.put(key.substring(SettingDefinitions.GATE_LANGUAGES.length()), threshold);
        return;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for whatever is no score.
    }
    problems.add(
        "%s is '%s' (%s); expected a score from 0 to 10"
            .formatted(key, value.text(), value.source()));
  }

  private TopicNames topics() {
    TopicNames names =
        new TopicNames(
            text(SettingDefinitions.TOPIC_DOCUMENTS),
            text(SettingDefinitions.TOPIC_ENRICHED_DOCUMENTS),
            text(SettingDefinitions.TOPIC_ENRICHED_CHUNKS),
            text(SettingDefinitions.TOPIC_REVIEW_QUALITY),
            text(SettingDefinitions.TOPIC_REVIEW_FAILED),
            text(SettingDefinitions.TOPIC_REVIEW_DECISIONS),
            text(SettingDefinitions.TOPIC_DEAD_LETTERS),
            text(SettingDefinitions.TOPIC_MODELS));
    if (names.all().stream().distinct().count() < names.all().size()) {
      throw new IllegalArgumentException(
          "topics.* name one topic twice: %s; expected different names".formatted(names.all()));
    }
    return names;
  }

  private DocumentLimits limits() {
    return new DocumentLimits(integer(SettingDefinitions.MAX_TEXT_BYTES));
  }

  private ChunkSettings chunks() {
    return new ChunkSettings(
        integer(SettingDefinitions.CHUNK_TOKENS), integer(SettingDefinitions.CHUNK_OVERLAP));
  }

  private BatchingPolicy batching() {
    return new BatchingPolicy(
        integer(SettingDefinitions.BATCH_TEXTS),
        paddedTokens(),
        millis(SettingDefinitions.BATCH_LINGER),
        integer(SettingDefinitions.BATCH_QUEUE),
        integer(SettingDefinitions.BATCH_WORKERS));
  }

  private BudgetBounds paddedTokens() {
    int tokens = integer(SettingDefinitions.BATCH_TOKENS);
    return (Boolean) value(SettingDefinitions.BATCH_TUNE)
        ? new BudgetBounds(
            integer(SettingDefinitions.BATCH_LEAST_TOKENS),
            tokens,
            integer(SettingDefinitions.BATCH_MOST_TOKENS))
        : BudgetBounds.fixed(tokens);
  }

  private InFlightPolicy inFlight() {
    return new InFlightPolicy(
        integer(SettingDefinitions.IN_FLIGHT_RECORDS),
        integer(SettingDefinitions.IN_FLIGHT_BYTES),
        millis(SettingDefinitions.IN_FLIGHT_TICK),
        millis(SettingDefinitions.IN_FLIGHT_PATIENCE));
  }

  private SemanticSettings semantics() {
    return new SemanticSettings(
        list(SettingDefinitions.LANGUAGES),
        integer(SettingDefinitions.ANALYSED_CHARS),
        integer(SettingDefinitions.KEY_PHRASES),
        integer(SettingDefinitions.TOPICS),
        (Double) value(SettingDefinitions.TOPIC_LIFT),
        (Double) value(SettingDefinitions.DOMAIN_MARGIN));
  }

  private QualityGate gate() {
    return new QualityGate((Double) value(SettingDefinitions.GATE_THRESHOLD), gateByLanguage);
  }

  private RegistrySettings registry() {
    return new RegistrySettings(
        list(SettingDefinitions.REGISTRY_URLS).stream().map(URI::create).toList(),
        auth(),
        store(SettingDefinitions.REGISTRY_TRUSTSTORE),
        store(SettingDefinitions.REGISTRY_KEYSTORE),
        millis(SettingDefinitions.REGISTRY_CONNECT),
        millis(SettingDefinitions.REGISTRY_READ),
        millis(SettingDefinitions.REGISTRY_RETRY));
  }

  private RegistryAuth auth() {
    return switch (text(SettingDefinitions.REGISTRY_AUTH)) {
      case "basic" ->
          new RegistryAuth.Basic(
              text(SettingDefinitions.REGISTRY_USER), secret(SettingDefinitions.REGISTRY_PASSWORD));
      case "bearer" -> new RegistryAuth.Bearer(secret(SettingDefinitions.REGISTRY_TOKEN));
      default -> new RegistryAuth.None();
    };
  }

  private @Nullable KeyMaterial store(String prefix) {
    String file = text(prefix + ".file");
    return file.isEmpty()
        ? null
        : new KeyMaterial(Path.of(file), secret(prefix + ".password"), text(prefix + ".type"));
  }

  static boolean isSecret(String key) {
    ConfigKey defined = SettingDefinitions.definitions().configKeys().get(key);
    return defined == null
        ? SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()
        : defined.type == ConfigDef.Type.PASSWORD;
  }

  private List<SettingValue> shown() {
    List<SettingValue> shown = new ArrayList<>();
    raw.forEach(
        (key, value) -> {
          boolean secret = isSecret(key);
          shown.add(
              new SettingValue(
                  key, secret && !value.text().isEmpty() ? HIDDEN : value.text(), value.source()));
        });
    return shown;
  }

  private String source(String key) {
    SettingsLayers.Raw value = raw.get(key);
    return value == null ? "default" : value.source();
  }

  /** As it was written, spaces included; the default when it was not. */
  String asWritten(String key) {
    SettingsLayers.Raw given = raw.get(key);
    return given == null ? text(key) : given.text();
  }

  Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  String text(String key) {
    return (String) value(key);
  }

  private String secret(String key) {
    return value(key) instanceof Password password ? password.value() : "";
  }

  int integer(String key) {
    return (Integer) value(key);
  }

  Duration millis(String key) {
    return Duration.ofMillis(integer(key));
  }

  List<String> list(String key) {
    return ((List<?>) value(key)).stream().map(String::valueOf).toList();
  }
}
