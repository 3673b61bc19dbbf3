package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.topology.TopicNames;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.Wire;
import io.glossa.wire.WireTopics;

/** Opens the wire format over the configured registry. */
final class Wires {

  private Wires() {}

  /**
   * Registers or looks up all schemas; waits while the registry is down, up to its retry timeout.
   *
   * @throws io.glossa.wire.RegistryException when the registry stays away or refuses
   */
  static Wire open(Settings settings) {
    return new Wire(
        new ConfluentSchemaRegistry(settings.registry()),
        topics(settings.topics()),
        settings.autoRegister());
  }

  /** The topics that carry Avro values. */
  static WireTopics topics(TopicNames names) {
    return new WireTopics(
        names.documents(),
        names.enrichedDocuments(),
        names.enrichedChunks(),
        names.reviewQuality(),
        names.reviewFailed(),
        names.reviewDecisions(),
        names.models());
  }
}
