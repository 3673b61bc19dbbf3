package io.glossa;

import io.glossa.document.DocumentLimits;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.hub.HubSettings;
import io.glossa.embedding.remote.RemoteSettings;
import io.glossa.quality.QualityGate;
import io.glossa.semantics.SemanticSettings;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import io.glossa.wire.RegistrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the application, read and checked.
 *
 * @param applicationId consumer group and prefix of internal topics
 * @param stateDirectory where the state stores are
 * @param drainTimeout how long a stop waits for what is in flight
 * @param topics names of the topics
 * @param topicPlan the topics as they are to be
 * @param limits what a document must be
 * @param maxRecordBytes bytes of an enriched record at most
 * @param chunks how texts are cut
 * @param modelBundle source of the embedding model
 * @param model how the model is used
 * @param remoteModel how a model that is a service is asked
 * @param hub where models are fetched from and kept
 * @param batching how texts are gathered into batches
 * @param inFlight how much a task has in flight
 * @param semantics how texts are analysed
 * @param analysisThreads threads that run semantics and score
 * @param gate what goes to review
 * @param registry where the schema registry is
 * @param autoRegister whether schemas are registered
 * @param http where queries are answered
 * @param kafka properties for Kafka, without the prefix {@code kafka.}; may hold secrets
 * @param values every setting in force, secrets hidden
 */
public record Settings(
    String applicationId,
    Path stateDirectory,
    Duration drainTimeout,
    TopicNames topics,
    TopicPlan topicPlan,
    DocumentLimits limits,
    int maxRecordBytes,
    ChunkSettings chunks,
    String modelBundle,
    ModelSettings model,
    RemoteSettings remoteModel,
    HubSettings hub,
    BatchingPolicy batching,
    InFlightPolicy inFlight,
    SemanticSettings semantics,
    int analysisThreads,
    QualityGate gate,
    RegistrySettings registry,
    boolean autoRegister,
    HttpSettings http,
    Map<String, String> kafka,
    List<SettingValue> values) {

  public Settings {
    kafka = Map.copyOf(kafka);
    values = List.copyOf(values);
  }

  /**
   * Reads the defaults, the file, the environment and the overrides, each over the one before.
   *
   * @param file the user's YAML, or null
   * @param environment variables; those that begin with {@code GLOSSA_} count
   * @param overrides values by key
   * @throws InvalidSettingsException with every problem found
   */
  public static Settings load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
    SettingsLayers layers = new SettingsLayers();
    layers.addDefaults();
    if (file != null) {
      layers.addFile(file);
    }
    layers.addEnvironment(environment);
    layers.addOverrides(overrides);
    return new SettingsReader(layers).read();
  }

  /** What every instance runs on when nothing is configured. */
  public static Settings defaults() {
    return load(null, Map.of(), Map.of());
  }

  /** Whether the value of a key must never be shown; keys that are passed to Kafka included. */
  public static boolean isSecret(String key) {
    return SettingsReader.isSecret(key);
  }

  public String bootstrapServers() {
    return kafka.getOrDefault("bootstrap.servers", "");
  }

  /** The settings in force, secrets hidden. */
  @Override
  public String toString() {
    return "Settings" + values;
  }
}
