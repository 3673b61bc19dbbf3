package io.glossa.topology;

import io.glossa.testkit.GoldenFile;
import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.testkit.StreamKit;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class TopologyDocumentTest {

  private static final String INTRODUCTION =
      """
      # The topology

      Generated from `EnrichmentTopology` and held by `TopologyDocumentTest`
      (`-Dtopology.update=true` rewrites it). Operator and store names are public API: changelogs
      and metrics carry them.

      `accept` reads and validates. `enrich` skips what is unchanged, keeps the rest in `in-flight`
      while the micro-batcher works, and forwards outcomes in the order of arrival. `remember`
      writes the stores that queries read, and sends each outcome to its topics.

      """;

  private static TopologyDescription description() {
    try (StreamKit kit = StreamKit.quick(new ScriptedEmbedder(4, 64))) {
      return EnrichmentTopology.build(kit.parts()).describe();
    }
  }

  @Test
  void textIsWhatTheTopologyDescribes() {
    GoldenFile.assertHolds("topology/topology.txt", description().toString());
  }

  @Test
  void pictureIsWhatTheTopologyDescribes() {
    String page = INTRODUCTION + "```mermaid\n" + TopologyPicture.mermaid(description()) + "```\n";
    GoldenFile.assertHolds("topology/topology.md", page);
  }
}
