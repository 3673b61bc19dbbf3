package io.glossa.cli;

import io.glossa.embedding.hub.FetchListener;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says on the standard error how a fetch goes. */
final class FetchProgress implements FetchListener {

  private final PrintWriter err;
  private @Nullable Progress progress;

  FetchProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void started(String model, int files, long bytes) {
    err.printf(
        "fetching %s: %d files%s%n", model, files, bytes > 0 ? ", %,d bytes".formatted(bytes) : "");
    err.flush();
    progress = new Progress(err, "bytes", bytes);
  }

  @Override
  public void received(long bytes) {
    if (progress != null) {
      progress.add(bytes);
    }
  }

  @Override
  public void finished() {
    if (progress != null) {
      progress.done();
    }
  }

  @Override
  public void note(String sentence) {
    err.println(sentence);
    err.flush();
  }
}
