package io.glossa.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The broker configuration of one node: small in memory, complete in function. */
final class NodeProperties {

  static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";
  private static final String PLAINTEXT = "PLAINTEXT";

  private NodeProperties() {}

  static Properties of(ClusterPlan plan, int node, Path data, Map<String, String> overrides) {
    int replicas = plan.nodes();
    int inSync = Math.max(1, replicas - 1);
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(node));
    p.put("controller.quorum.voters", voters(plan));
    String broker = PLAINTEXT + "://" + HOST + ":" + plan.brokerPorts().get(node - 1);
    String controller = CONTROLLER + "://" + HOST + ":" + plan.controllerPorts().get(node - 1);
    p.put("listeners", broker + "," + controller);
    p.put("advertised.listeners", broker);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("inter.broker.listener.name", PLAINTEXT);
    p.put("controller.listener.names", CONTROLLER);
    p.put("log.dirs", data.toString());

    p.put("auto.create.topics.enable", "false");
    p.put("default.replication.factor", replicas);
    p.put("min.insync.replicas", inSync);
    internalTopic(p, "offsets.topic", replicas);
    internalTopic(p, "transaction.state.log", replicas);
    internalTopic(p, "share.coordinator.state.topic", replicas);
    p.put("transaction.state.log.min.isr", inSync);
    p.put("share.coordinator.state.topic.min.isr", inSync);
    p.put("group.initial.rebalance.delay.ms", 0);

    p.put("num.network.threads", 2);
    p.put("num.io.threads", 4);
    p.put("background.threads", 2);
    p.put("num.recovery.threads.per.data.dir", 1);
    p.put("log.cleaner.dedupe.buffer.size", 2 * 1024 * 1024);
    p.put("log.cleaner.io.buffer.size", 256 * 1024);
    p.put("log.index.size.max.bytes", 1024 * 1024);
    p.putAll(overrides);
    // KafkaConfig takes numbers, but listeners that copy it expect text.
    p.replaceAll((key, value) -> String.valueOf(value));
    return p;
  }

  private static void internalTopic(Properties p, String prefix, int replicas) {
    p.put(prefix + ".replication.factor", replicas);
    p.put(prefix + ".num.partitions", 4);
    p.put(prefix + ".segment.bytes", 16 * 1024 * 1024);
  }

  private static String voters(ClusterPlan plan) {
    return IntStream.rangeClosed(1, plan.nodes())
        .mapToObj(n -> n + "@" + HOST + ":" + plan.controllerPorts().get(n - 1))
        .collect(Collectors.joining(","));
  }
}
