package io.glossa;

import static io.glossa.SettingDefiner.named;
import static io.glossa.SettingDefiner.topic;

import io.glossa.embedding.BatchingPolicy;
import io.glossa.semantics.SemanticSettings;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Every setting, once: key, type, default, validator, sentence. Keys are public API. */
final class SettingDefinitions {

  static final String APPLICATION_ID = "application.id";
  static final String STATE_DIRECTORY = "state.dir";
  static final String DRAIN_TIMEOUT = "shutdown.drain-timeout-ms";

  static final String TOPIC_DOCUMENTS = "topics.documents";
  static final String TOPIC_ENRICHED_DOCUMENTS = "topics.enriched-documents";
  static final String TOPIC_ENRICHED_CHUNKS = "topics.enriched-chunks";
  static final String TOPIC_REVIEW_QUALITY = "topics.review-quality";
  static final String TOPIC_REVIEW_FAILED = "topics.review-failed";
  static final String TOPIC_REVIEW_DECISIONS = "topics.review-decisions";
  static final String TOPIC_DEAD_LETTERS = "topics.dead-letters";
  static final String TOPIC_MODELS = "topics.models";
  static final String TOPIC_PARTITIONS = "topics.partitions";
  static final String TOPIC_REPLICATION = "topics.replication-factor";

  static final String MAX_TEXT_BYTES = "documents.max-text-bytes";
  static final String MAX_RECORD_BYTES = "documents.max-record-bytes";
  static final String CHUNK_TOKENS = "chunks.max-tokens";
  static final String CHUNK_OVERLAP = "chunks.overlap-tokens";

  static final String MODEL_BUNDLE = "model.bundle";
  static final String MODEL_CACHE = "model.cache";
  static final String MODEL_HUB_URL = "model.hub.url";
  static final String MODEL_ZOO_URL = "model.zoo.url";
  static final String MODEL_HOSTS = "model.hub.allowed-hosts";
  static final String MODEL_OFFLINE = "model.hub.offline";
  static final String BATCH_TEXTS = "batches.max-texts";
  static final String BATCH_TOKENS = "batches.max-padded-tokens";
  static final String BATCH_TUNE = "batches.tune-padded-tokens";
  static final String BATCH_LEAST_TOKENS = "batches.least-padded-tokens";
  static final String BATCH_MOST_TOKENS = "batches.most-padded-tokens";
  static final String BATCH_LINGER = "batches.linger-ms";
  static final String BATCH_QUEUE = "batches.queue-texts";
  static final String BATCH_WORKERS = "batches.workers";
  static final String IN_FLIGHT_RECORDS = "in-flight.max-records";
  static final String IN_FLIGHT_BYTES = "in-flight.max-bytes";
  static final String IN_FLIGHT_TICK = "in-flight.tick-ms";
  static final String IN_FLIGHT_PATIENCE = "in-flight.patience-ms";

  static final String LANGUAGES = "semantics.languages";
  static final String ANALYSED_CHARS = "semantics.max-analysed-chars";
  static final String KEY_PHRASES = "semantics.max-key-phrases";
  static final String TOPICS = "semantics.max-topics";
  static final String TOPIC_LIFT = "semantics.topic-lift";
  static final String DOMAIN_MARGIN = "semantics.domain-margin";
  static final String ANALYSIS_THREADS = "semantics.threads";

  static final String GATE_THRESHOLD = "gate.threshold";

  /** Prefix of thresholds by language, such as {@code gate.languages.ko}. */
  static final String GATE_LANGUAGES = "gate.languages.";

  static final String REGISTRY_URLS = "registry.urls";
  static final String REGISTRY_AUTO = "registry.auto-register";
  static final String REGISTRY_AUTH = "registry.auth";
  static final String REGISTRY_USER = "registry.user";
  static final String REGISTRY_PASSWORD = "registry.password";
  static final String REGISTRY_TOKEN = "registry.token";
  static final String REGISTRY_TRUSTSTORE = "registry.truststore";
  static final String REGISTRY_KEYSTORE = "registry.keystore";
  static final String REGISTRY_CONNECT = "registry.connect-timeout-ms";
  static final String REGISTRY_READ = "registry.read-timeout-ms";
  static final String REGISTRY_RETRY = "registry.retry-timeout-ms";

  static final String HTTP_HOST = "http.host";
  static final String HTTP_PORT = "http.port";

  /** Prefix of what is passed to Kafka as it is. */
  static final String KAFKA = "kafka.";

  static final String BOOTSTRAP = "kafka.bootstrap.servers";

  /** Variables that begin like settings but belong to the launcher and the logging. */
  static final Set<String> RESERVED_ENVIRONMENT = Set.of("GLOSSA_CONFIG", "GLOSSA_LOG_LEVEL");

  /** What Glossa decides itself; the right key is in the message. */
  static final List<String> OWNED_KAFKA = List.of("kafka.application.id", "kafka.state.dir");

  private static final ConfigDef DEFINITIONS = define();

  private SettingDefinitions() {}

  static ConfigDef definitions() {
    return DEFINITIONS;
  }

  static Set<String> keys() {
    return DEFINITIONS.names();
  }

  private static ConfigDef define() {
    SettingDefiner all = new SettingDefiner();
    application(all.group("Application"));
    topics(all.group("Topics"));
    documents(all.group("Documents and chunks"));
    ModelDefinitions.define(all.group("Model and batches"));
    batches(all);
    RemoteDefinitions.define(all.group("Remote model"));
    semantics(all.group("Semantics and quality"));
    RegistryDefinitions.define(all.group("Schema registry"));
    all.group("Queries")
        .string(
            HTTP_HOST,
            "127.0.0.1",
            named(),
            "Address that the HTTP server listens on; beyond loopback it has no authentication.")
        .integer(HTTP_PORT, 8080, 0, 65535, "Port of the HTTP server; 0 takes a free one.");
    all.group("Kafka")
        .string(
            BOOTSTRAP,
            "127.0.0.1:9092",
            named(),
            "Brokers. Every other key that begins with kafka. is passed to Kafka Streams and its"
                + " clients without the prefix.");
    return all.definitions();
  }

  private static void application(SettingDefiner group) {
    group
        .string(
            APPLICATION_ID,
            "glossa",
            named(),
            "Name of the consumer group and prefix of the internal topics; instances of one"
                + " application share it.")
        .string(
            STATE_DIRECTORY,
            "glossa-state",
            named(),
            "Directory of the state stores; what is lost here is restored from Kafka.")
        .integer(
            DRAIN_TIMEOUT,
            30_000,
            0,
            600_000,
            "How long a stop waits for documents in flight; what is unfinished is taken up at the"
                + " next start.");
  }

  private static void topics(SettingDefiner group) {
    TopicNames names = TopicNames.defaults();
    group
        .string(TOPIC_DOCUMENTS, names.documents(), topic(), "Input.")
        .string(TOPIC_ENRICHED_DOCUMENTS, names.enrichedDocuments(), topic(), "Enriched documents.")
        .string(TOPIC_ENRICHED_CHUNKS, names.enrichedChunks(), topic(), "Enriched chunks.")
        .string(TOPIC_REVIEW_QUALITY, names.reviewQuality(), topic(), "Below the gate.")
        .string(TOPIC_REVIEW_FAILED, names.reviewFailed(), topic(), "Could not be enriched.")
        .string(TOPIC_REVIEW_DECISIONS, names.reviewDecisions(), topic(), "From reviewers.")
        .string(TOPIC_DEAD_LETTERS, names.deadLetters(), topic(), "Undecodable records.")
        .string(TOPIC_MODELS, names.models(), topic(), "Control topic of the model life cycle.")
        .integer(
            TOPIC_PARTITIONS,
            4,
            1,
            10_000,
            "Partitions of every topic that is keyed by document; they must agree.")
        .integer(
            TOPIC_REPLICATION, 1, 1, 100, "Copies of each partition, when topics are created.");
  }

  private static void documents(SettingDefiner group) {
    group
        .integer(
            MAX_TEXT_BYTES,
            1 << 20,
            1,
            TopicPlan.MAX_INPUT_BYTES,
            "UTF-8 bytes of a text at most; a larger document goes to review.")
        .integer(
            MAX_RECORD_BYTES,
            TopicPlan.REVIEW_RECORD_BYTES,
            1024,
            TopicPlan.REVIEW_RECORD_BYTES,
            "Bytes of an enriched record at most, key and headers included, as the broker takes it;"
                + " a larger one goes to review.")
        .integer(
            CHUNK_TOKENS,
            0,
            0,
            Integer.MAX_VALUE,
            "Tokens of a chunk at most; 0 takes what the model takes.")
        .integer(
            CHUNK_OVERLAP, 16, 0, Integer.MAX_VALUE, "Tokens that a chunk repeats from the last.");
  }

  private static void batches(SettingDefiner group) {
    BatchingPolicy batches = BatchingPolicy.defaults();
    InFlightPolicy inFlight = InFlightPolicy.defaults();
    group
        .integer(BATCH_TEXTS, batches.maxTexts(), 1, 65_536, "Texts of a batch at most.")
        .integer(
            BATCH_TOKENS,
            batches.paddedTokens().start(),
            1,
            Integer.MAX_VALUE,
            "Texts of a batch times the length they are padded to at most, in tokens; where it"
                + " begins when it is tuned.")
        .flag(
            BATCH_TUNE,
            true,
            "Whether the padded tokens of a batch are tuned by the tokens that the model takes a"
                + " second.")
        .integer(
            BATCH_LEAST_TOKENS,
            batches.paddedTokens().least(),
            1,
            Integer.MAX_VALUE,
            "Padded tokens that tuning goes down to.")
        .integer(
            BATCH_MOST_TOKENS,
            batches.paddedTokens().most(),
            1,
            Integer.MAX_VALUE,
            "Padded tokens that tuning goes up to; what does not fit the model's memory lowers it"
                + " for a while.")
        .integer(
            BATCH_LINGER,
            (int) batches.linger().toMillis(),
            0,
            60_000,
            "How long a text waits for others; lower for latency, higher for throughput.")
        .integer(
            BATCH_QUEUE,
            batches.queueTexts(),
            1,
            1 << 20,
            "Texts that wait for the model at most; beyond, and beyond the tokens of about four"
                + " batches, the input slows down.")
        .integer(BATCH_WORKERS, batches.workers(), 1, 1024, "Threads that run the model.")
        .integer(
            IN_FLIGHT_RECORDS,
            inFlight.maxRecords(),
            1,
            1 << 20,
            "Documents of a task between input and output at most.")
        .integer(
            IN_FLIGHT_BYTES,
            (int) inFlight.maxBytes(),
            1,
            Integer.MAX_VALUE,
            "Bytes of a task's documents between input and output at most.")
        .integer(
            IN_FLIGHT_TICK,
            (int) inFlight.tick().toMillis(),
            1,
            60_000,
            "How often a task looks for finished documents.")
        .integer(
            IN_FLIGHT_PATIENCE,
            (int) inFlight.patience().toMillis(),
            1,
            60_000,
            "How long a task waits for the model before it pauses its partition; times the tasks of"
                + " a thread, well under the transaction timeout.");
  }

  private static void semantics(SettingDefiner group) {
    SemanticSettings defaults = SemanticSettings.defaults();
    group
        .list(
            LANGUAGES,
            String.join(",", defaults.languages()),
            "BCP 47 codes that language identification may answer.")
        .integer(
            ANALYSED_CHARS,
            defaults.maxAnalysedChars(),
            1000,
            Integer.MAX_VALUE,
            "Characters of a text that are analysed at most; a longer text is sampled.")
        .integer(KEY_PHRASES, defaults.maxKeyPhrases(), 0, 1000, "Key phrases at most.")
        .integer(TOPICS, defaults.maxTopics(), 0, 100, "Topics at most.")
        .decimal(
            TOPIC_LIFT,
            defaults.topicLift(),
            0,
            2,
            "How far a label's cosine lies above the mean of all labels to be a topic.")
        .decimal(
            DOMAIN_MARGIN,
            defaults.domainMargin(),
            0,
            2,
            "Distance to the runner-up below which the domain is unknown.")
        .integer(ANALYSIS_THREADS, 2, 1, 1024, "Threads that run semantics and score.")
        .decimal(
            GATE_THRESHOLD,
            5.0,
            0,
            10,
            "Score below which a document goes to review; gate.languages.CODE sets it for a"
                + " language.");
  }
}
