package io.glossa.cli.bench;

import io.glossa.document.Chunk;
import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.Origin;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelVector;
import io.glossa.enriched.EnrichedChunk;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticInput;
import io.glossa.topology.TopicNames;
import io.glossa.vector.Embedding;
import io.glossa.wire.UndecodableRecordException;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The peer of the pipeline: reads the same records and writes the same records, one at a time on
 * the stream thread, without batches, stores, gate or review.
 */
final class PassThroughTopology {

  private PassThroughTopology() {}

  static Topology build(TopicNames topics, Wire wire, Embedder embedder, LongAdder settled) {
    ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier =
        () -> new PassThrough(wire, embedder, settled);
    return new Topology()
        .addSource(
            "documents",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.documents())
        .addProcessor("pass-through", supplier, "documents")
        .addSink(
            "enriched-documents",
            topics.enrichedDocuments(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "pass-through")
        .addSink(
            "enriched-chunks",
            topics.enrichedChunks(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "pass-through");
  }

  private static final class PassThrough
      extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    private final PlainAnalysis analysis = new PlainAnalysis();
    private final Wire wire;
    private final Embedder embedder;
    private final LongAdder settled;

    private PassThrough(Wire wire, Embedder embedder, LongAdder settled) {
      this.wire = wire;
      this.embedder = embedder;
      this.settled = settled;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      RecordMetadata metadata = context().recordMetadata().orElseThrow();
      Document document = read(metadata.topic(), record.value());
      Embedding vector =
          embedder.embed(List.of(embedder.encode(document.text()))).get(0).normalised();
      SemanticData data = analysis.getSemanticData(new SemanticInput(document, vector));
      Chunk chunk = new Chunk(0, 0, document.text().length(), document.text(), 1);
      EnrichedDocument enriched =
          new EnrichedDocument(
              document,
              ContentHash.of(document),
              data,
              analysis.score(document, data, vector),
              new ModelVector(embedder.model().identity(), vector, true),
              List.of(new EnrichedChunk(chunk, vector)),
              Instant.now());
      Origin origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset());
      byte[] chunkKey = (document.id() + "#0").getBytes(StandardCharsets.UTF_8);
      byte[] chunkValue = wire.writeEnrichedChunk(enriched, enriched.chunks().get(0));
      context()
          .forward(
              record.withValue(wire.writeEnrichedDocument(enriched, origin)), "enriched-documents");
      context().forward(record.withKey(chunkKey).withValue(chunkValue), "enriched-chunks");
      settled.increment();
    }

    private Document read(String topic, byte[] value) {
      try {
        return wire.readDocument(topic, value);
      } catch (UndecodableRecordException e) {
        throw new IllegalStateException("a record that the benchmark wrote", e);
      }
    }
  }
}
