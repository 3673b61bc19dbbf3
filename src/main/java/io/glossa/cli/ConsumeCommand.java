package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.cli.rows.RecordRows;
import io.glossa.cli.rows.RowFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consume}: a topic to JSON Lines. */
@Command(
    name = "consume",
    description = {
      "Prints committed records of a topic as JSON Lines, in no consumer group.",
      "Dead letters are shown in base64 with the headers that say what was wrong."
    },
    footer = {
      "",
      "Topics:  documents, enriched, chunks, review-quality, review-failed, review-decisions,",
      "         dead-letters, models, or a full name.",
      "Example: ./glossa consume --topic review-quality --from-beginning --idle-exit 2"
    })
final class ConsumeCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(200);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Option(
      names = {"-t", "--topic"},
      paramLabel = "TOPIC",
      defaultValue = "enriched",
      description = "Short or full name. Default: ${DEFAULT-VALUE}.")
  String topic = "enriched";

  @Option(names = "--from-beginning", description = "Start with the oldest record.")
  boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
  long max = Long.MAX_VALUE;

  @Option(
      names = "--idle-exit",
      paramLabel = "SECONDS",
      description = "End when no record came for so long. Default: go on.")
  double idleSeconds = Double.POSITIVE_INFINITY;

  @Option(names = "--vectors", description = "Write vectors, as arrays of numbers.")
  boolean vectors;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where rows go, compressed when it ends in .gz. Default: the standard output.")
  @Nullable Path output;

  @Override
  public Integer call() throws Exception {
    Settings loaded = settings.load();
    String name = TopicChoice.topic(topic, loaded.topics());
    TopicPresence.require(loaded, name, settings.repeated());
    Progress progress = new Progress(spec.commandLine().getErr(), "records", 0);
    try (Consumer<byte[], byte[]> consumer = KafkaClients.reader(loaded);
        RecordRows rows =
            new RecordRows(
                RowFiles.create(output),
                Wires.open(loaded),
                vectors,
                loaded.topics().deadLetters())) {
      List<TopicPartition> partitions = TopicReader.partitionsOf(consumer, name);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      copy(consumer, rows, progress);
    }
    progress.done();
    return ExitCode.OK;
  }

  private void copy(Consumer<byte[], byte[]> consumer, RecordRows rows, Progress progress)
      throws java.io.IOException {
    long written = 0;
    long lastNanos = System.nanoTime();
    while (written < max && (System.nanoTime() - lastNanos) / 1e9 < idleSeconds) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (written >= max) {
          break;
        }
        rows.write(record);
        written++;
      }
      if (!records.isEmpty()) {
        lastNanos = System.nanoTime();
        progress.add(records.count());
      }
    }
  }
}
