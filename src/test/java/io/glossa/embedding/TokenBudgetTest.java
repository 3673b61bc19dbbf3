package io.glossa.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedding.TokenBudget.Grant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBudgetTest {

  private static final BudgetBounds BOUNDS = new BudgetBounds(512, 2048, 16_384);
  private static final int SEEDS = 20;

  /** Batches within which the search settles: some minutes of a model that takes ten a second. */
  private static final int SETTLED = 4_500;

  private static final int AFTERWARDS = 30_000;

  private static final List<CostCurve> CURVES =
      List.of(
          CostCurve.overhead(4_000),
          CostCurve.overhead(0),
          CostCurve.cliff(100, 1_000, 2),
          CostCurve.cliff(500, 6_000, 1.5),
          CostCurve.cliff(2_000, 2_500, 3),
          CostCurve.valley(700),
          CostCurve.valley(5_000));

  /** Runs a batch under what the budget grants, full but for a little. */
  private static void step(TokenBudget budget, CostCurve curve, Random random) {
    Grant grant = budget.grant();
    int padded = (int) (grant.tokens() * (1 - 0.05 * random.nextDouble()));
    long useful = Math.round(padded * (1 - 0.1 * random.nextDouble()));
    budget.ran(grant, true, useful, curve.noisyNanos(padded, random));
  }

  @Test
  void comesWithinFivePercentOfTheBestFixedBudgetAndStays() {
    for (CostCurve curve : CURVES) {
      double best = curve.bestRate(BOUNDS);
      double sum = 0;
      double worst = 1;
      int slowest = 0;
      for (long seed = 1; seed <= SEEDS; seed++) {
        Random random = new Random(seed);
        TokenBudget budget = new TokenBudget(BOUNDS);
        int batches = 0;
        for (; !budget.rests(); batches++) {
          step(budget, curve, random);
        }
        slowest = Math.max(slowest, batches);
        for (int i = 0; i < AFTERWARDS; i++) {
          // What later trials cost is in it.
          sum += curve.rate(budget.grant().tokens()) / best;
          step(budget, curve, random);
          worst = Math.min(worst, curve.rate(budget.settled()) / best);
        }
      }
      double mean = sum / SEEDS / AFTERWARDS;
      System.out.printf(
          "%s, seeds 1 to %d: %.3f of the best on average, %.3f at worst, settled after %d batches"
              + " at most; untuned %.3f%n",
          curve.name(), SEEDS, mean, worst, slowest, curve.rate(BOUNDS.start()) / best);
      assertThat(mean).as(curve.name()).isGreaterThan(0.95);
      assertThat(worst).as(curve.name()).isGreaterThan(0.88);
      assertThat(slowest).as(curve.name()).isLessThan(SETTLED);
    }
  }

  @Test
  void withoutTuningABadStartStaysBad() {
    for (CostCurve curve : List.of(CURVES.get(0), CURVES.get(2))) {
      TokenBudget untuned = new TokenBudget(BudgetBounds.fixed(BOUNDS.start()));
      Random random = new Random(1);
      for (int i = 0; i < 30_000; i++) {
        step(untuned, curve, random);
      }
      assertThat(curve.rate(untuned.settled()) / curve.bestRate(BOUNDS))
          .as(curve.name())
          .isLessThan(0.8);
    }
  }

  @Test
  void batchesThatLeaveNothingWaitingChangeNothing() {
    TokenBudget budget = new TokenBudget(BOUNDS);
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      Grant grant = budget.grant();
      assertThat(grant.tokens()).isEqualTo(BOUNDS.start());
      budget.ran(grant, false, 1 + random.nextInt(2048), 1 + random.nextInt(1_000_000));
    }
    assertThat(budget.settled()).isEqualTo(BOUNDS.start());
  }

  @Test
  void aCandidateThatAlwaysEmptiesTheQueueIsGivenUp() {
    TokenBudget budget = new TokenBudget(BOUNDS);
    int batches = 0;
    for (; !budget.rests(); batches++) {
      Grant grant = budget.grant();
      boolean chosen = grant.tokens() <= 2048;
      budget.ran(grant, chosen, grant.tokens(), grant.tokens() + 10_000L);
      assertThat(batches).isLessThan(10_000);
    }
    assertThat(budget.settled()).isLessThanOrEqualTo(2048);
  }

  @Test
  void followsWhatTheTextsTurnInto() {
    Random random = new Random(5);
    TokenBudget budget = new TokenBudget(BOUNDS);
    for (int i = 0; i < 5_000; i++) {
      step(budget, CostCurve.valley(700), random);
    }
    assertThat(budget.settled()).isLessThan(1_500);
    CostCurve later = CostCurve.valley(5_000);
    for (int i = 0; i < 30_000; i++) {
      step(budget, later, random);
    }
    assertThat(later.rate(budget.settled()) / later.bestRate(BOUNDS)).isGreaterThan(0.95);
  }

  @Test
  void halvesOnceForBatchesThatDidNotFitAndComesBackSlowly() {
    TokenBudget budget = new TokenBudget(BudgetBounds.fixed(2048));
    assertThat(budget.refused(2000)).isTrue();
    assertThat(budget.settled()).isEqualTo(1000);
    assertThat(budget.refused(2040)).as("another worker's batch, cut before").isFalse();
    assertThat(budget.refused(900)).isTrue();
    assertThat(budget.settled()).isEqualTo(450);

    int batches = 0;
    int before = budget.settled();
    for (; budget.settled() < 2048; batches++) {
      budget.ran(budget.grant(), true, 400, 1_000);
      assertThat(budget.settled()).isBetween(before, before + Math.max(1, before / 4));
      before = budget.settled();
    }
    assertThat(batches).isGreaterThan(2_000);
    for (int i = 0; i < 10_000; i++) {
      budget.ran(budget.grant(), true, 400, 1_000);
    }
    assertThat(budget.settled()).isEqualTo(2048);
  }

  @Test
  void meetsALimitThatStaysEverMoreRarely() {
    TokenBudget budget = new TokenBudget(BOUNDS);
    Random random = new Random(7);
    int early = 0;
    int late = 0;
    for (int i = 0; i < 200_000; i++) {
      Grant grant = budget.grant();
      if (grant.tokens() > 1_500) {
        budget.refused(grant.tokens());
        early += i < 20_000 ? 1 : 0;
        late += i >= 180_000 ? 1 : 0;
      } else {
        step(budget, CostCurve.overhead(4_000), random);
      }
    }
    assertThat(early).isBetween(2, 20);
    assertThat(late).isLessThanOrEqualTo(1);
  }
}
