package io.glossa.topology;

import io.glossa.testkit.StreamKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Live input, streams in child JVMs, and an account of what came out. */
final class ExactlyOnceHarness implements AutoCloseable {

  static final int PARTITIONS = 4;
  private static final int EVENTS_PER_SECOND = 400;

  private final String bootstrapServers;
  private final Path directory;
  private final Map<String, String> timeouts;
  private final Random random;
  private final EventFeed feed;
  private final OutputWitness witness;
  private final List<Process> children = new ArrayList<>();

  /** Timeouts under which a killed child is replaced within seconds. */
  static final Map<String, String> QUICK =
      Map.of(
          "session.timeout.ms", "1500",
          "heartbeat.interval.ms", "300",
          "producer.transaction.timeout.ms", "4000",
          "producer.delivery.timeout.ms", "3500",
          "producer.request.timeout.ms", "3000",
          "producer.linger.ms", "0");

  /** Timeouts under which a broker that freezes is given up before the transaction is. */
  static final Map<String, String> PATIENT =
      Map.of(
          "request.timeout.ms", "6000",
          "producer.transaction.timeout.ms", "60000");

  ExactlyOnceHarness(
      String bootstrapServers,
      int replication,
      Map<String, String> timeouts,
      Path directory,
      long seed)
      throws InterruptedException {
    this.bootstrapServers = bootstrapServers;
    this.timeouts = timeouts;
    this.directory = directory;
    this.random = new Random(seed);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new TopicCheck(admin, TopicPlan.of(StreamKit.TOPICS, PARTITIONS, (short) replication))
          .create();
    }
    feed = new EventFeed(bootstrapServers, EVENTS_PER_SECOND, seed);
    witness = new OutputWitness(bootstrapServers, PARTITIONS);
  }

  /** Broker properties under which a killed child is replaced within seconds. */
  static Map<String, String> brokerProperties() {
    return Map.of(
        "group.min.session.timeout.ms",
        "500",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
        "200");
  }

  Process startChild(String variant, String name, int standbys) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StreamChild.class.getName(),
                variant,
                directory.resolve("state-" + name).toString()));
    command.add("bootstrap.servers=" + bootstrapServers);
    command.add("num.stream.threads=2");
    command.add("num.standby.replicas=" + standbys);
    timeouts.forEach((key, value) -> command.add(key + "=" + value));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    directory.resolve("child-" + name + ".log").toFile()))
            .start();
    children.add(child);
    return child;
  }

  /** Starts a child, lets it work a while, kills it; so often. How often it was at work then. */
  int killRepeatedly(String variant, int kills) throws IOException, InterruptedException {
    int midStream = 0;
    for (int kill = 0; kill < kills; kill++) {
      int before = witness.count();
      Process child = startChild(variant, "0", 0);
      boolean worked = awaitOutputs(before + 50, Duration.ofSeconds(40));
      Thread.sleep(50 + random.nextInt(700));
      child.destroyForcibly().waitFor();
      midStream += worked ? 1 : 0;
    }
    return midStream;
  }

  boolean awaitOutputs(int count, Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    while (witness.count() < count) {
      if (System.nanoTime() - endNanos > 0) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  int outputs() {
    return witness.count();
  }

  /** Ends a child as SIGTERM would; fails, with what it logged, when that takes long or fails. */
  void endInOrder(Process child) throws IOException, InterruptedException {
    child.getOutputStream().close();
    boolean ended = child.waitFor(120, TimeUnit.SECONDS);
    if (!ended || child.exitValue() != 0) {
      StringBuilder logs = new StringBuilder();
      try (Stream<Path> files = Files.list(directory)) {
        for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
          List<String> lines = Files.readAllLines(log);
          logs.append(log.getFileName()).append('\n');
          lines
              .subList(Math.max(0, lines.size() - 60), lines.size())
              .forEach(line -> logs.append(line).append('\n'));
        }
      }
      throw new AssertionError(
          "the child %s; the end of its log:%n%s"
              .formatted(ended ? "ended with " + child.exitValue() : "does not end", logs));
    }
  }

  /** Stops the feed, lets one last child finish the work and ends it in order. */
  Account finish(String variant, Duration quiet) throws IOException, InterruptedException {
    var fed = feed.stop();
    Process last = startChild(variant, "last", 0);
    var sightings = witness.awaitQuiet(fed.size(), quiet);
    endInOrder(last);
    return Account.of(fed, sightings);
  }

  @Override
  public void close() {
    children.forEach(Process::destroyForcibly);
    feed.close();
    witness.close();
  }
}
