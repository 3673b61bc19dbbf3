package io.glossa.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.Document;
import io.glossa.wire.ConfluentSchemaRegistry;
import io.glossa.wire.RegistrySettings;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import io.glossa.wire.WireTopics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedSchemaRegistryIT {

  @Test
  void recordsOfAnEarlierRunCanBeReadAfterARestart(@TempDir Path directory)
      throws UndecodableRecordException {
    Document document = Document.of("id", "text");
    byte[] value;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.keptIn(directory));
        EmbeddedSchemaRegistry registry =
            EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), 0)) {
      value = wire(registry, true).writeDocument(document);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.keptIn(directory));
        EmbeddedSchemaRegistry registry =
            EmbeddedSchemaRegistry.start(kafka.bootstrapServers(), 0)) {
      // Nothing may be registered here, so all of it must have been read back.
      Wire wire = wire(registry, false);
      assertThat(wire.readDocument("any", value)).isEqualTo(document);
      assertThat(wire.writeDocument(document)).isEqualTo(value);
    }
  }

  private static Wire wire(EmbeddedSchemaRegistry registry, boolean autoRegister) {
    return new Wire(
        new ConfluentSchemaRegistry(RegistrySettings.of(registry.url())),
        WireTopics.defaults(),
        autoRegister);
  }
}
