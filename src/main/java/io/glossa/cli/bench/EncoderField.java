package io.glossa.cli.bench;

import io.glossa.embedding.Embedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** All contestants over one bundle, loaded and checked against each other. */
final class EncoderField implements AutoCloseable {

  /** Lengths of the texts that are compared: one, short and long ones, in one padded batch. */
  private static final int[] CHECKED_LENGTHS = {3, 9, 40, 17, 64, 5, 33, 50};

  private static final long SEED = 77;

  private final List<EncoderContestant> plans = new ArrayList<>();
  private final List<EncoderContestant> peers = new ArrayList<>();
  private final String chosen;
  private final Embedder chosenEmbedder;

  /**
   * Loads Glossa's plans and the peers. Whoever disagrees with Glossa's FLOAT32 is left out, and
   * {@code progress} is told why.
   *
   * @param threads that call one contestant at the same time at most
   */
  EncoderField(
      Path bundle,
      SyntheticVocabulary vocabulary,
      List<EncoderPeer> candidates,
      int threads,
      Consumer<String> progress) {
    chosen = GlossaPlans.chosen(bundle);
    Embedder found = null;
    for (String plan : GlossaPlans.names()) {
      Embedder embedder = GlossaPlans.load(bundle, plan, threads);
      if (!embedder.model().plan().equals(plan)) {
        progress.accept("plan %s was refused; it is not measured".formatted(plan));
        embedder.close();
        continue;
      }
      plans.add(EncoderContestant.of(plan, embedder));
      found = plan.equals(chosen) ? embedder : found;
    }
    if (found == null) {
      throw new IllegalStateException(
          "the plan chosen is %s; expected one of %s".formatted(chosen, GlossaPlans.names()));
    }
    chosenEmbedder = found;
    for (EncoderPeer peer : candidates) {
      progress.accept("loading " + peer.name());
      peers.add(EncoderContestant.of(peer, peer.open(bundle, threads)));
    }
    int[][] texts = checkedTexts(vocabulary);
    float[][] reference = plans.get(0).session().embed(texts);
    dropWhoStrays(plans, texts, reference, progress);
    dropWhoStrays(peers, texts, reference, progress);
  }

  private static int[][] checkedTexts(SyntheticVocabulary vocabulary) {
    Random random = new Random(SEED);
    int[][] texts = new int[CHECKED_LENGTHS.length][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = vocabulary.ids(random, CHECKED_LENGTHS[i]);
    }
    return texts;
  }

  private static void dropWhoStrays(
      List<EncoderContestant> contestants,
      int[][] texts,
      float[][] reference,
      Consumer<String> progress) {
    contestants.removeIf(
        contestant -> {
          var problem = contestant.disagreement(texts, reference);
          problem.ifPresent(
              sentence -> {
                progress.accept(sentence + "; it is not measured");
                contestant.close();
              });
          return problem.isPresent();
        });
  }

  /** Name of the plan that Glossa takes by itself. */
  String chosenPlan() {
    return chosen;
  }

  /** The model under that plan. */
  Embedder chosenEmbedder() {
    return chosenEmbedder;
  }

  /** Glossa's plans, the reference first. */
  List<EncoderContestant> plans() {
    return List.copyOf(plans);
  }

  /** The peers that agree with it. */
  List<EncoderContestant> peers() {
    return List.copyOf(peers);
  }

  @Override
  public void close() {
    peers.forEach(EncoderContestant::close);
    plans.forEach(EncoderContestant::close);
  }
}
