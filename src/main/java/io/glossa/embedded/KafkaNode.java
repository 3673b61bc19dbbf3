package io.glossa.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of an embedded cluster, broker and controller in one. It is put together from Kafka's
 * own parts rather than by {@code KafkaRaftServer}, whose answer to a fault is to end the JVM.
 */
final class KafkaNode {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final int id;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private KafkaNode(int id, ControllerServer controller, BrokerServer broker) {
    this.id = id;
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Formats the node's directory where it is new, and starts it. Returns when the broker serves,
   * which takes a majority of the nodes.
   */
  static KafkaNode start(int id, String clusterId, Properties properties) throws Exception {
    String directory = properties.getProperty("log.dirs");
    format(id, clusterId, directory);
    KafkaConfig config = new KafkaConfig(properties);
    SharedServer shared = shared(config, directory);
    ControllerServer controller =
        new ControllerServer(
            shared, KafkaRaftServer.configSchema(), new BootstrapDirectory(directory).read());
    KafkaNode node = new KafkaNode(id, controller, new BrokerServer(shared));
    try {
      node.controller.startup();
      node.broker.startup();
    } catch (Exception e) {
      node.stop();
      throw e;
    }
    return node;
  }

  void stop() {
    stopBroker();
    stopController();
  }

  /** Hands its partitions over where another node can take them. */
  void stopBroker() {
    broker.shutdown(STOP_WITHIN);
    broker.awaitShutdown();
  }

  void stopController() {
    controller.shutdown();
    controller.awaitShutdown();
    LOG.info("embedded node {} stopped", id);
  }

  private static void format(int id, String clusterId, String directory) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(id)
        .setClusterId(clusterId)
        .addDirectory(directory)
        .setMetadataLogDirectory(directory)
        .setControllerListenerName(NodeProperties.CONTROLLER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setUnstableFeatureVersionsEnabled(false)
        .setIgnoreFormatted(true)
        .run();
  }

  private static SharedServer shared(KafkaConfig config, String directory) throws IOException {
    MetaPropertiesEnsemble properties =
        new MetaPropertiesEnsemble.Loader()
            .addMetadataLogDir(directory)
            .addLogDirs(List.of(directory))
            .load();
    QuorumConfig quorum = config.quorumConfig();
    return new SharedServer(
        config,
        properties,
        Time.SYSTEM,
        new Metrics(),
        CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
        QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
        (name, fatal, action) -> new LoggedFault(name, fatal, action),
        ServerSocketFactory.INSTANCE);
  }
}
