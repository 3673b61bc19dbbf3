package io.glossa.testcontainers;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * Real brokers, one or three, each broker and controller in one. Closing removes them. Call {@link
 * #assumeDocker()} first.
 */
public final class KafkaContainers implements AutoCloseable {

  private static final String IMAGE = "local/kafka:4.3.1";
  private static final Duration STARTUP = Duration.ofMinutes(2);
  private static final int CONTROLLER_PORT = 9094;

  private final Network network;
  private final List<KafkaContainer> brokers;

  private KafkaContainers(Network network, List<KafkaContainer> brokers) {
    this.network = network;
    this.brokers = brokers;
  }

  /** Skips the test, and prints why, where there is no Docker or no image. */
  public static void assumeDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      skip("no Docker daemon answers");
    }
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
    } catch (DockerException e) {
      skip("there is no image " + IMAGE + "; docker/build-kafka-image.sh makes it");
    }
  }

  private static void skip(String reason) {
    String message = "skipped, as it takes real brokers: " + reason;
    System.out.println(message);
    abort(message);
  }

  /** One broker. */
  public static KafkaContainers one() {
    return start(1);
  }

  /** Three brokers that replicate, with two of them a majority. */
  public static KafkaContainers three() {
    return start(3);
  }

  private static KafkaContainers start(int nodes) {
    Network network = Network.newNetwork();
    List<KafkaContainer> brokers =
        IntStream.rangeClosed(1, nodes).mapToObj(node -> broker(node, nodes, network)).toList();
    KafkaContainers containers = new KafkaContainers(network, brokers);
    try {
      // At once: a node serves only when a majority is there.
      Startables.deepStart(brokers).join();
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
    return containers;
  }

  private static KafkaContainer broker(int node, int nodes, Network network) {
    String voters =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(n -> n + "@" + host(n) + ":" + CONTROLLER_PORT)
            .collect(Collectors.joining(","));
    String replicas = Integer.toString(nodes);
    String inSync = Integer.toString(Math.max(1, nodes - 1));
    return new KafkaContainer(
            DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"))
        .withNetwork(network)
        .withNetworkAliases(host(node))
        .withCreateContainerCmdModifier(command -> command.withHostName(host(node)))
        .withEnv("KAFKA_NODE_ID", Integer.toString(node))
        .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", voters)
        .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", replicas)
        .withEnv("KAFKA_MIN_INSYNC_REPLICAS", inSync)
        .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", replicas)
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", replicas)
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", inSync)
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", replicas)
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", inSync)
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        // The place of a killed client is free within seconds.
        .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500")
        .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "200")
        .withStartupTimeout(STARTUP);
  }

  private static String host(int node) {
    return "kafka-" + node;
  }

  /** Addresses of all brokers, as clients take them. */
  public String bootstrapServers() {
    return brokers.stream()
        .map(KafkaContainer::getBootstrapServers)
        .collect(Collectors.joining(","));
  }

  /**
   * Freezes a broker: its connections stay open and nobody answers.
   *
   * @param node from 1
   */
  public void pause(int node) {
    DockerClientFactory.lazyClient().pauseContainerCmd(id(node)).exec();
  }

  /**
   * Lets a frozen broker go on.
   *
   * @param node from 1
   */
  public void unpause(int node) {
    DockerClientFactory.lazyClient().unpauseContainerCmd(id(node)).exec();
  }

  private String id(int node) {
    return brokers.get(node - 1).getContainerId();
  }

  @Override
  public void close() {
    brokers.forEach(KafkaContainer::stop);
    network.close();
  }
}
