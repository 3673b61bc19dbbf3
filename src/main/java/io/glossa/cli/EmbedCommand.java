package io.glossa.cli;

import io.glossa.cli.rows.OutcomeRows;
import io.glossa.cli.rows.Row;
import io.glossa.cli.rows.RowFiles;
import io.glossa.cli.rows.RowReader;
import io.glossa.document.Chunk;
import io.glossa.document.Chunker;
import io.glossa.document.TextRepair;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.remote.RemoteUsage;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code embed}: texts in, vectors out. */
@Command(
    name = "embed",
    description = {
      "Embeds texts: JSON Lines in, {\"id\",\"embedding\":[...]} out, in the same order.",
      "A text longer than the model is cut into chunks; its vector is their weighted mean, brought to",
      "length 1."
    },
    footer = {
      "",
      "Exit:    1 when a line was malformed, or a text has no vector ({\"id\",\"error\"}).",
      "Example: echo '{\"id\":\"1\",\"text\":\"A small step.\"}' | ./glossa embed"
    })
final class EmbedCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin SettingsOptions settings = new SettingsOptions();
  @Mixin RowOptions files = new RowOptions();

  @Option(
      names = "--queries",
      description = {
        "The texts are queries: the model's prompt for queries is put before them, and what is longer",
        "than the model is cut off."
      })
  boolean queries;

  /** The vector, or why there is none. */
  private sealed interface Result {
    record Vector(Embedding vector) implements Result {}

    record Refused(String reason) implements Result {}
  }

  @Override
  public Integer call() throws Exception {
    var err = spec.commandLine().getErr();
    var loaded = settings.load();
    AtomicLong refused = new AtomicLong();
    RemoteUsage usage = new RemoteUsage();
    try (RowReader rows = new RowReader(RowFiles.open(files.input));
        Embedder model = Stages.model(loaded, usage);
        MicroBatcher batcher = new MicroBatcher(model, loaded.batching(), BatchObserver.NONE);
        OutcomeRows out = new OutcomeRows(RowFiles.create(files.output), true)) {
      Chunker chunker = new Chunker(loaded.chunks().forModel(model.model()));
      RowPipeline<Result> pipeline =
          new RowPipeline<>(
              row -> queries ? query(batcher, row) : start(batcher, chunker, row),
              (row, result) -> write(out, row, result, refused),
              () -> batcher.urgent(true));
      long malformed = pipeline.run(rows, err, new Progress(err, "texts", 0));
      return malformed + refused.get() == 0 ? ExitCode.OK : ExitCode.FOUND;
    } finally {
      RemoteModels.print(usage, err);
    }
  }

  private static CompletableFuture<Result> query(MicroBatcher batcher, Row row)
      throws InterruptedException {
    if (!(row instanceof Row.Update update)) {
      return CompletableFuture.completedFuture(new Result.Refused("the row has no text"));
    }
    String text = TextRepair.of(update.document().text()).text();
    return batcher
        .submit(batcher.embedder().encodeQuery(text))
        .<Result>thenApply(Result.Vector::new)
        .exceptionally(EmbedCommand::refused);
  }

  private static CompletableFuture<Result> start(MicroBatcher batcher, Chunker chunker, Row row)
      throws InterruptedException {
    if (!(row instanceof Row.Update update)) {
      return CompletableFuture.completedFuture(new Result.Refused("the row has no text"));
    }
    Embedder model = batcher.embedder();
    String text = TextRepair.of(update.document().text()).text();
    List<Chunk> chunks = chunker.chunks(text, model.tokens(text));
    List<CompletableFuture<Embedding>> vectors = new ArrayList<>(chunks.size());
    for (Chunk chunk : chunks) {
      vectors.add(batcher.submit(model.encode(chunk.text())));
    }
    int[] weights = chunks.stream().mapToInt(chunk -> Math.max(1, chunk.tokenCount())).toArray();
    return CompletableFuture.allOf(vectors.toArray(CompletableFuture[]::new))
        .<Result>thenApply(
            done ->
                new Result.Vector(
                    vectors.size() == 1
                        ? vectors.get(0).join()
                        : Embedding.weightedMean(
                            vectors.stream().map(CompletableFuture::join).toList(), weights)))
        .exceptionally(EmbedCommand::refused);
  }

  /** A text that the model refuses is a result; a broken batcher is not. */
  private static Result refused(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    if (cause instanceof InferenceException) {
      return new Result.Refused(String.valueOf(cause.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private static void write(OutcomeRows out, Row row, Result result, AtomicLong refused)
      throws IOException {
    String id =
        row instanceof Row.Update update
            ? update.document().id()
            : row instanceof Row.Deletion deletion ? deletion.id() : "";
    if (result instanceof Result.Vector vector) {
      out.embedding(id, vector.vector());
    } else if (result instanceof Result.Refused no) {
      refused.incrementAndGet();
      out.error(id, no.reason());
    }
  }
}
