package io.glossa.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster inside this JVM, on the loopback address, without topics. Comes back with its
 * data, and with its ports where they are free, when started on the directory of an earlier one.
 * Methods may be called from any thread.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final EmbeddedKafkaSettings settings;
  private final Path directory;
  private final DirectoryLock lock;
  private final ClusterPlan plan;
  private final Map<Integer, KafkaNode> running = new TreeMap<>();

  private EmbeddedKafka(
      EmbeddedKafkaSettings settings, Path directory, DirectoryLock lock, ClusterPlan plan) {
    this.settings = settings;
    this.directory = directory;
    this.lock = lock;
    this.plan = plan;
  }

  /**
   * Starts all nodes; they serve when this returns.
   *
   * @throws IllegalStateException when a node does not start, such as on a directory that another
   *     process uses
   */
  public static EmbeddedKafka start(EmbeddedKafkaSettings settings) {
    refuseToEndTheJvm();
    Path kept = settings.directory();
    try {
      Path directory =
          kept == null
              ? Files.createTempDirectory("glossa-kafka-")
              : Files.createDirectories(kept.toAbsolutePath());
      DirectoryLock lock = DirectoryLock.acquire(directory);
      ClusterPlan plan = planned(settings, directory, lock);
      EmbeddedKafka kafka = new EmbeddedKafka(settings, directory, lock, plan);
      kafka.startAll();
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for embedded Kafka", e);
    }
  }

  private static ClusterPlan planned(
      EmbeddedKafkaSettings settings, Path directory, DirectoryLock lock) throws IOException {
    try {
      return ClusterPlan.prepare(directory, settings.nodes(), settings.port());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Addresses of all brokers, running or not, as clients take them. */
  public String bootstrapServers() {
    return plan.brokerPorts().stream()
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(","));
  }

  /** Where the data is. */
  public Path directory() {
    return directory;
  }

  public int nodes() {
    return plan.nodes();
  }

  /**
   * Stops one node, as in maintenance.
   *
   * @param node from 1
   */
  public synchronized void stopNode(int node) {
    KafkaNode stopped = running.remove(requireNode(node));
    if (stopped != null) {
      atOnce(List.of(stopped), KafkaNode::stop);
    }
  }

  /**
   * Starts a node that was stopped, on its old ports.
   *
   * @param node from 1
   */
  public synchronized void startNode(int node) {
    if (!running.containsKey(requireNode(node))) {
      running.put(node, startedNode(node));
    }
  }

  /** Stops all nodes; a temporary directory is deleted. */
  @Override
  public synchronized void close() {
    // All brokers before any controller: a broker says goodbye to a controller that answers.
    atOnce(running.values(), KafkaNode::stopBroker);
    atOnce(running.values(), KafkaNode::stopController);
    running.clear();
    lock.close();
    if (settings.directory() == null) {
      try {
        Utils.delete(directory.toFile());
      } catch (IOException e) {
        LOG.warn("could not delete {}", directory, e);
      }
    }
  }

  private void startAll() {
    // At once: a node serves only when a majority of them is there.
    List<CompletableFuture<KafkaNode>> starts =
        IntStream.rangeClosed(1, nodes())
            .mapToObj(
                node -> CompletableFuture.supplyAsync(() -> startedNode(node), this::inThread))
            .toList();
    CompletionException failure = null;
    for (int i = 0; i < starts.size(); i++) {
      try {
        running.put(i + 1, starts.get(i).join());
      } catch (CompletionException e) {
        failure = e;
      }
    }
    if (failure != null) {
      close();
      throw new IllegalStateException(
          "embedded Kafka did not start in " + directory, failure.getCause());
    }
    LOG.info("embedded Kafka at {}, data in {}", bootstrapServers(), directory);
  }

  private KafkaNode startedNode(int node) {
    Path data = directory.resolve("node-" + node);
    try {
      return KafkaNode.start(
          node, plan.clusterId(), NodeProperties.of(plan, node, data, settings.properties()));
    } catch (Exception e) {
      throw new IllegalStateException("node " + node + " did not start in " + data, e);
    }
  }

  /** Bounded: Kafka waits for ever for a thread of its own that has died. */
  private void atOnce(Collection<KafkaNode> nodes, Consumer<KafkaNode> action) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (KafkaNode node : nodes) {
      all.add(
          CompletableFuture.runAsync(() -> action.accept(node), this::inThread)
              .orTimeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    }
    for (CompletableFuture<Void> one : all) {
      try {
        one.join();
      } catch (CompletionException e) {
        LOG.warn("a node of embedded Kafka did not stop cleanly", e.getCause());
      }
    }
  }

  private void inThread(Runnable task) {
    Thread thread = new Thread(task, "embedded-kafka");
    thread.setDaemon(true);
    thread.start();
  }

  private int requireNode(int node) {
    if (node < 1 || node > nodes()) {
      throw new IllegalArgumentException("node %d; expected 1 to %d".formatted(node, nodes()));
    }
    return node;
  }

  /** A broker that loses its disk calls for the end of the process, past every fault handler. */
  private static void refuseToEndTheJvm() {
    Exit.Procedure refusal =
        (status, message) -> {
          LOG.error("embedded Kafka asked to end the JVM with status {}: {}", status, message);
          throw new IllegalStateException("embedded Kafka failed: " + message);
        };
    Exit.setExitProcedure(refusal);
    Exit.setHaltProcedure(refusal);
  }
}
