package io.glossa.document;

/** Why a document could not be enriched. The names are public: they travel in review requests. */
public enum FailureReason {
  /** The text is empty or white space. */
  EMPTY_TEXT,
  /** The text is longer than the configured limit. */
  TEXT_TOO_LARGE,
  /** The record key is missing or is not the document's id. */
  KEY_MISMATCH,
  /** The model threw, or returned NaN or a vector of the wrong dimension. */
  INFERENCE_FAILED,
  /** The semantic analysis threw. */
  ANALYSIS_FAILED,
  /** The enriched record is larger than the broker takes. */
  RESULT_TOO_LARGE
}
