package io.glossa.query;

/**
 * How much one page holds.
 *
 * @param records records at most
 * @param bytes bytes of their values at most; a single larger record is still a page
 */
public record PageLimit(int records, long bytes) {

  public PageLimit {
    if (records < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a page of %d records and %d bytes; expected at least 1".formatted(records, bytes));
    }
  }
}
