package io.glossa.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster must find again when it comes back: its id, and the ports that clients know. Kept
 * in {@code cluster.properties} beside the data.
 *
 * @param clusterId Kafka's id of the cluster
 * @param brokerPorts port of each broker, in the order of the nodes
 * @param controllerPorts port of each controller, in the order of the nodes
 */
record ClusterPlan(String clusterId, List<Integer> brokerPorts, List<Integer> controllerPorts) {

  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final String FILE = "cluster.properties";
  private static final String CLUSTER_ID = "cluster.id";
  private static final String BROKER_PORT = "broker.port.";
  private static final String CONTROLLER_PORT = "controller.port.";

  ClusterPlan {
    brokerPorts = List.copyOf(brokerPorts);
    controllerPorts = List.copyOf(controllerPorts);
  }

  int nodes() {
    return brokerPorts.size();
  }

  /**
   * The plan of the directory as far as its ports are free, completed and written back.
   *
   * @param port port of the first broker; 0 for the kept one or any
   */
  static ClusterPlan prepare(Path directory, int nodes, int port) throws IOException {
    Properties kept = new Properties();
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        kept.load(in);
      }
    }
    int keptNodes =
        (int) kept.stringPropertyNames().stream().filter(p -> p.startsWith(BROKER_PORT)).count();
    if (keptNodes != 0 && keptNodes != nodes) {
      throw new IllegalArgumentException(
          "%s holds a cluster of %d nodes; expected %d".formatted(directory, keptNodes, nodes));
    }
    if (port != 0) {
      requireFree(port);
      kept.setProperty(BROKER_PORT + 1, Integer.toString(port));
    }
    ClusterPlan plan = choose(kept, nodes);
    plan.write(file);
    return plan;
  }

  /** A port that was asked for is taken or refused; one that was only kept may change. */
  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (BindException e) {
      throw new IllegalStateException("the broker cannot listen on port " + port, e);
    }
  }

  private static ClusterPlan choose(Properties kept, int nodes) throws IOException {
    List<Integer> brokers = new ArrayList<>();
    List<Integer> controllers = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      // Held until all are chosen, so that no port is chosen twice.
      for (int node = 1; node <= nodes; node++) {
        brokers.add(hold(kept.getProperty(BROKER_PORT + node), held));
        controllers.add(hold(kept.getProperty(CONTROLLER_PORT + node), held));
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    String id = kept.getProperty(CLUSTER_ID, Uuid.randomUuid().toString());
    return new ClusterPlan(id, brokers, controllers);
  }

  private static int hold(@Nullable String wanted, List<ServerSocket> held) throws IOException {
    ServerSocket socket = new ServerSocket();
    held.add(socket);
    socket.setReuseAddress(true);
    if (wanted != null) {
      try {
        socket.bind(new InetSocketAddress(LOOPBACK, Integer.parseInt(wanted)));
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody else has the port by now: any other will do.
        return hold(null, held);
      }
    }
    socket.bind(new InetSocketAddress(LOOPBACK, 0));
    return socket.getLocalPort();
  }

  private void write(Path file) throws IOException {
    Properties kept = new Properties();
    kept.setProperty(CLUSTER_ID, clusterId);
    for (int node = 1; node <= nodes(); node++) {
      kept.setProperty(BROKER_PORT + node, Integer.toString(brokerPorts.get(node - 1)));
      kept.setProperty(CONTROLLER_PORT + node, Integer.toString(controllerPorts.get(node - 1)));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      kept.store(out, "Embedded Kafka: found again by the next start");
    }
  }
}
