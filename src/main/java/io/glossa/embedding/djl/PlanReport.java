package io.glossa.embedding.djl;

import java.util.List;
import java.util.Optional;

/**
 * How the execution plans of a model fared on a machine; kept beside their programs.
 *
 * @param machine processor, engine and number of GPUs that it holds for
 * @param chosen id of the plan that runs
 * @param trials one for each plan that was tried
 */
public record PlanReport(String machine, String chosen, List<Trial> trials) {

  /**
   * One plan.
   *
   * @param plan its id
   * @param cosine the least cosine to fp32 over the texts of the self-test
   * @param tokensPerSecond of one worker, on a batch of texts of 128 tokens
   * @param programBytes size of its program on disk
   * @param refusal why it was not taken; empty when it was fit
   */
  public record Trial(
      String plan, double cosine, double tokensPerSecond, long programBytes, String refusal) {

    boolean fit() {
      return refusal.isEmpty();
    }
  }

  /** How much faster a plan must be to be worth being less exact. */
  private static final double WORTHWHILE = 1.25;

  public PlanReport {
    trials = List.copyOf(trials);
  }

  /**
   * The report of trials, most exact first. A less exact plan is chosen when it is faster by a
   * quarter.
   */
  static PlanReport of(String machine, List<Trial> trials) {
    Trial best = null;
    for (Trial trial : trials) {
      boolean better = best == null || trial.tokensPerSecond > WORTHWHILE * best.tokensPerSecond;
      if (trial.fit() && better) {
        best = trial;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no execution plan is fit: " + trials);
    }
    return new PlanReport(machine, best.plan, trials);
  }

  /** The trial of a plan. */
  public Optional<Trial> trial(ExecutionPlan plan) {
    return trials.stream().filter(trial -> trial.plan.equals(plan.id())).findFirst();
  }
}
