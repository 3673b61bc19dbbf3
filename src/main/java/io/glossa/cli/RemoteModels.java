package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.RemoteObserver;
import io.glossa.embedding.djl.LocalTokenizer;
import io.glossa.embedding.remote.Cl100kTokenizer;
import io.glossa.embedding.remote.RemoteEmbedders;
import io.glossa.embedding.remote.RemoteUsage;
import io.glossa.embedding.remote.TextTokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Puts together models that are services, and says what they cost. */
final class RemoteModels {

  private RemoteModels() {}

  /**
   * A service, asked once.
   *
   * @param model as the service names it
   */
  static Embedder open(String model, Settings settings, RemoteObserver observer) {
    Path tokenizer = settings.remoteModel().tokenizer();
    return RemoteEmbedders.open(
        model,
        settings.remoteModel(),
        System.getenv(),
        tokenizer == null ? new Cl100kTokenizer() : adapted(LocalTokenizer.load(tokenizer)),
        settings.batching().workers(),
        observer);
  }

  /** A line on what was used, if a service was. */
  static void print(RemoteUsage usage, PrintWriter err) {
    if (usage.requests() > 0) {
      err.println(usage.line());
      err.flush();
    }
  }

  private static TextTokenizer adapted(LocalTokenizer tokenizer) {
    return new TextTokenizer() {
      @Override
      public List<TokenSpan> spans(String text) {
        return tokenizer.spans(text);
      }

      @Override
      public int addedTokens() {
        return tokenizer.addedTokens();
      }

      @Override
      public void close() {
        tokenizer.close();
      }
    };
  }
}
