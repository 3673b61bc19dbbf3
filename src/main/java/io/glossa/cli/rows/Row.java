package io.glossa.cli.rows;

import io.glossa.document.Document;

/** One line of input. */
public sealed interface Row {

  /** Number of the line, from 1. */
  long line();

  /**
   * A document, new or changed.
   *
   * @param line number of the line
   * @param document what it says
   */
  record Update(long line, Document document) implements Row {}

  /**
   * A line whose text is {@code null}: the document is to be deleted.
   *
   * @param line number of the line
   * @param id the document
   */
  record Deletion(long line, String id) implements Row {}

  /**
   * A line that is no row.
   *
   * @param line number of the line
   * @param problem what was found and what was expected; never the text of a document
   */
  record Malformed(long line, String problem) implements Row {}
}
