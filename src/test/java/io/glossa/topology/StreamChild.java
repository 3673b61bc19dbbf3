package io.glossa.topology;

import io.glossa.cli.bench.PacedEmbedder;
import io.glossa.document.ChunkingPolicy;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.testkit.StreamKit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/**
 * A stream in a JVM of its own, to be killed. Arguments: {@code buffered|naive}, state directory,
 * then Kafka properties as {@code key=value}. Ends in order when its standard input ends.
 */
public final class StreamChild {

  private StreamChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean naive = arguments[0].equals("naive");
    Map<String, String> overrides = new HashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      overrides.put(pair[0], pair[1]);
    }
    StreamKit kit =
        new StreamKit(
            new PacedEmbedder(Duration.ofMillis(5), 16),
            new BatchingPolicy(32, 4096, Duration.ofMillis(10), 128, 1),
            new ChunkingPolicy(64, 8),
            // Little patience: partitions are paused, and records parked, all the time.
            new InFlightPolicy(192, 32 << 20, Duration.ofMillis(5), Duration.ofMillis(5)),
            TopicPlan.REVIEW_RECORD_BYTES,
            StreamObserver.NONE);
    // A heap buffer is the in-flight store without its log.
    Topology topology =
        naive
            ? EnrichmentTopology.build(
                kit.parts(), EnrichmentTopology.inFlightStore().withLoggingDisabled())
            : EnrichmentTopology.build(kit.parts());
    Properties config = StreamConfigs.properties("exactly-once", Path.of(arguments[1]), overrides);
    StreamRuntime runtime = new StreamRuntime(topology, config, kit.drain(), kit.batcher());
    runtime.start();
    while (System.in.read() >= 0) {
      // Wait for the end of the input.
    }
    boolean finished = runtime.drainAndClose(Duration.ofSeconds(45));
    kit.close();
    System.exit(finished && runtime.failure().isEmpty() ? 0 : 1);
  }
}
