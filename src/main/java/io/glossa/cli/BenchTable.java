package io.glossa.cli;

import io.glossa.cli.bench.BenchResult;
import java.io.PrintWriter;
import java.util.List;

/** Figures of a benchmark as people and programs read them. */
final class BenchTable {

  private BenchTable() {}

  /**
   * Prints a table and, where asked for, one line of JSON at the end.
   *
   * @param command the verb that measured
   */
  static void print(PrintWriter out, String command, List<BenchResult> results, boolean asJson) {
    out.printf("%-42s %12s %-10s %s%n", "figure", "median", "unit", "lowest to highest round");
    for (BenchResult result : results) {
      String format = format(result);
      out.printf(
          "%-42s %12s %-10s %s%n",
          result.name(),
          format.formatted(result.value()),
          result.unit(),
          (format + " to " + format).formatted(result.low(), result.high()));
    }
    if (asJson) {
      out.println(
          ReportLine.of(
                  command,
                  results.stream()
                      .map(r -> new ReportLine.Result(r.name(), r.value(), r.unit()))
                      .toList())
              .json());
    }
    out.flush();
  }

  private static String format(BenchResult result) {
    return switch (result.unit()) {
      case "ratio", "s" -> "%.3f";
      case "plan" -> "%.0f";
      default -> "%,.1f";
    };
  }
}
