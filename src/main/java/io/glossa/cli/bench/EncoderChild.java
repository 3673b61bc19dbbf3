package io.glossa.cli.bench;

import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A process of its own that loads an encoder, embeds, and says on its standard output how far it
 * is: what a fresh start takes and how much memory stays, free of all contestants.
 */
public final class EncoderChild {

  static final String FIRST_VECTOR = "first-vector";
  static final String PEAK = "peak-kib ";

  private EncoderChild() {}

  /**
   * Runs.
   *
   * @param arguments the bundle's directory, the plan, then the lengths of texts to embed
   */
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(EncoderChild::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Path bundle = Path.of(arguments[0]);
    try (Embedder embedder = GlossaPlans.load(bundle, arguments[1], 1)) {
      var first = embedder.embed(List.of(embedder.encode("The first text after the start.")));
      System.out.println(FIRST_VECTOR + " " + first.size());
      System.out.flush();
      if (arguments.length > 2) {
        embedMix(embedder, arguments);
        System.out.println(PEAK + peakKib());
      }
    }
  }

  /** The standard input ends when whoever started this process is gone, however that came. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }

  private static void embedMix(Embedder embedder, String[] arguments) throws InterruptedException {
    List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
    try (MicroBatcher batcher =
        new MicroBatcher(embedder, GlossaPlans.batching(1), BatchObserver.NONE)) {
      for (int i = 2; i < arguments.length; i++) {
        int[] ids = new int[Integer.parseInt(arguments[i])];
        java.util.Arrays.fill(ids, SyntheticVocabulary.FIRST_WORD_PIECE + i % 64);
        vectors.add(batcher.submit(EncodedText.of(ids)));
      }
      vectors.forEach(CompletableFuture::join);
    }
  }

  /** The most memory that was ever resident; 0 where the system does not tell. */
  private static long peakKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
