package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.cli.rows.Row;
import io.glossa.cli.rows.RowFiles;
import io.glossa.cli.rows.RowReader;
import io.glossa.topology.TopicPlan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code produce}: JSON Lines to the input topic. */
@Command(
    name = "produce",
    description = {
      "Sends documents to the input topic: JSON Lines, one document a line.",
      "The key is the id, the record's time is event_time; a row whose text is null deletes."
    },
    footer = {
      "",
      "Input:   {\"id\",\"text\"[,\"title\",\"language\",\"source\",\"event_time\",\"metadata\"]}",
      "Exit:    1 when lines were malformed or too large (8 MiB); the others are sent.",
      "Example: ./glossa produce documents.jsonl.gz --set kafka.bootstrap.servers=broker:9092"
    })
final class ProduceCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "INPUT",
      description = "JSON Lines, compressed when it ends in .gz. Default: the standard input.")
  @Nullable Path input;

  @Option(names = "--rate", paramLabel = "N", description = "Documents a second at most.")
  double rate;

  @Option(names = "--json", description = "Print one line of JSON.")
  boolean asJson;

  @Override
  public Integer call() throws Exception {
    Settings loaded = settings.load();
    var err = spec.commandLine().getErr();
    TopicPresence.require(loaded, loaded.topics().documents(), settings.repeated());
    long sent = 0;
    long refused = 0;
    try (RowReader rows = new RowReader(RowFiles.open(input));
        DocumentSender sender =
            new DocumentSender(
                KafkaClients.producer(loaded, DocumentSender.MAX_REQUEST_BYTES),
                Wires.open(loaded),
                loaded.topics().documents())) {
      Progress progress = new Progress(err, "documents", 0);
      long startNanos = System.nanoTime();
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        Optional<String> problem = sender.send(row.get());
        if (problem.isPresent()) {
          refused++;
          err.println(problem.get());
        } else {
          sent++;
          progress.add(1);
        }
        if (rate > 0) {
          long dueNanos = startNanos + (long) (sent / rate * 1e9);
          LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
      }
      sender.flush();
      progress.done();
    }
    if (asJson) {
      Output.json(spec, new Result(loaded.topics().documents(), sent, refused));
    } else {
      err.printf(
          "%,d sent to %s, %,d refused (malformed, or over %,d bytes)%n",
          sent, loaded.topics().documents(), refused, TopicPlan.MAX_INPUT_BYTES);
    }
    return refused == 0 ? ExitCode.OK : ExitCode.FOUND;
  }

  private record Result(String topic, long sent, long refused) {}
}
