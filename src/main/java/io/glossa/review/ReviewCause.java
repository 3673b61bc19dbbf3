package io.glossa.review;

import io.glossa.document.Failure;
import io.glossa.quality.Quality;

/** Why a person should look at a document. */
public sealed interface ReviewCause {

  /** {@code LOW_QUALITY} or the name of the failure. */
  String reason();

  /** The reason in words, with measured value and limit; never document text. */
  String detail();

  /**
   * Enriched, but below the gate.
   *
   * @param quality score and reasons
   * @param threshold what the score fell short of
   */
  record LowQuality(Quality quality, double threshold) implements ReviewCause {

    @Override
    public String reason() {
      return "LOW_QUALITY";
    }

    @Override
    public String detail() {
      return "quality %.2f is below the gate of %.2f".formatted(quality.score(), threshold);
    }
  }

  /**
   * Could not be enriched.
   *
   * @param failure why
   */
  record NotEnriched(Failure failure) implements ReviewCause {

    @Override
    public String reason() {
      return failure.reason().name();
    }

    @Override
    public String detail() {
      return failure.detail();
    }
  }
}
