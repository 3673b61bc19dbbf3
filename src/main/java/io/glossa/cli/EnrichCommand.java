package io.glossa.cli;

import io.glossa.cli.rows.OutcomeRows;
import io.glossa.cli.rows.Row;
import io.glossa.cli.rows.RowFiles;
import io.glossa.cli.rows.RowReader;
import io.glossa.document.ContentHash;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.remote.RemoteUsage;
import io.glossa.enriched.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code enrich}: the stages of the stream without Kafka. */
@Command(
    name = "enrich",
    description = {
      "Enriches documents without Kafka: JSON Lines in, JSON Lines out, in the same order.",
      "Every row is enriched on its own; unchanged ones are not skipped."
    },
    footer = {
      "",
      "Input:   {\"id\",\"text\"[,\"title\",\"language\",\"source\",\"event_time\",\"metadata\"]}",
      "Output:  {\"id\",\"route\",\"language\",\"domain\",\"topics\",\"keyPhrases\",...}",
      "Exit:    1 when a line was malformed; the others are enriched all the same.",
      "Example: ./glossa enrich documents.jsonl.gz -o enriched.jsonl.gz --vectors"
    })
final class EnrichCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();
  @Mixin RowOptions files = new RowOptions();

  @Option(names = "--vectors", description = "Write the vector of each document.")
  boolean vectors;

  @Override
  public Integer call() throws Exception {
    var err = spec.commandLine().getErr();
    RemoteUsage usage = new RemoteUsage();
    try (RowReader rows = new RowReader(RowFiles.open(files.input));
        Stages stages = Stages.open(settings.load(), BatchObserver.NONE, usage);
        OutcomeRows out = new OutcomeRows(RowFiles.create(files.output), vectors)) {
      RowPipeline<Optional<Outcome>> pipeline =
          new RowPipeline<>(
              row -> start(stages, row),
              (row, outcome) -> write(out, row, outcome),
              () -> stages.batcher().urgent(true));
      long malformed = pipeline.run(rows, err, new Progress(err, "documents", 0));
      return malformed == 0 ? ExitCode.OK : ExitCode.FOUND;
    } finally {
      RemoteModels.print(usage, err);
    }
  }

  private static CompletableFuture<Optional<Outcome>> start(Stages stages, Row row)
      throws InterruptedException {
    return row instanceof Row.Update update
        ? stages
            .enricher()
            .enrich(update.document(), ContentHash.of(update.document()))
            .thenApply(Optional::of)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private static void write(OutcomeRows out, Row row, Optional<Outcome> outcome)
      throws java.io.IOException {
    if (row instanceof Row.Update update && outcome.isPresent()) {
      out.outcome(update.document().id(), outcome.get());
    } else if (row instanceof Row.Deletion deletion) {
      out.deleted(deletion.id());
    }
  }
}
