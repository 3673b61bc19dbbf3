package io.glossa.cli.bench;

/**
 * How much is measured.
 *
 * @param rounds rounds, at least 1; the figures are medians over them
 * @param pacedRecords records of a run with the paced model; 1,600 take about a second
 * @param records records of a run at full speed; at least as many
 * @param latencyRecords records of the latency probe, at 20 a second
 */
public record PipelineBenchPlan(int rounds, int pacedRecords, int records, int latencyRecords) {

  public PipelineBenchPlan {
    if (rounds < 1 || pacedRecords < 1_000 || records < pacedRecords || latencyRecords < 20) {
      throw new IllegalArgumentException(
          ("%d rounds of %d paced and %d records, %d for the latency;"
                  + " expected at least 1, 1000, as many as paced, 20")
              .formatted(rounds, pacedRecords, records, latencyRecords));
    }
  }

  /** About four minutes. */
  public static PipelineBenchPlan standard() {
    return new PipelineBenchPlan(3, 10_000, 100_000, 300);
  }
}
