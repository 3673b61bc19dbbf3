package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.cli.bench.BenchResult;
import io.glossa.cli.bench.EncoderPipelineBench;
import io.glossa.cli.bench.EncoderShape;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistrySettings;
import io.glossa.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderPipelineBenchIT {

  @TempDir Path directory;

  @Test
  void realEncoderIsMeasuredInsideAndOutsideTheStream() throws Exception {
    List<BenchResult> results;
    try (DemoCluster cluster = DemoCluster.start(1, null, 0, 0)) {
      RegistrySettings registry = RegistrySettings.of(URI.create(cluster.registryUrl()));
      results =
          new EncoderPipelineBench(
                  cluster.bootstrapServers(),
                  topics ->
                      new Wire(new ConfluentSchemaRegistry(registry), Wires.topics(topics), true),
                  directory,
                  said -> {})
              .run(new EncoderShape(1, 32, 4, 64, 300, 128), 2, Duration.ofMillis(100));
    }

    assertThat(results)
        .extracting(BenchResult::name)
        .containsExactlyInAnyOrder(
            "pipeline.l12-bare",
            "pipeline.l12-stream",
            "pipeline.l12-ratio",
            "pipeline.l12-bare.w2",
            "pipeline.l12-stream.w2",
            "pipeline.l12-ratio.w2");
    assertThat(results).allMatch(result -> result.low() > 0 && Double.isFinite(result.high()));
  }
}
