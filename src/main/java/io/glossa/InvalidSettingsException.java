package io.glossa;

import java.util.List;

/** A configuration that is refused, with everything that is wrong with it. */
public final class InvalidSettingsException extends RuntimeException {

  private final List<String> problems;

  public InvalidSettingsException(List<String> problems) {
    super(
        "the configuration has %d %s:\n  %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                String.join("\n  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Each problem in a sentence that names the key, the value, its source and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
