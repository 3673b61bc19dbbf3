package io.glossa.query;

import java.util.List;

/**
 * A part of an ordered list.
 *
 * @param records the records, in order
 * @param more whether others follow
 */
public record Page(List<StoredRecord> records, boolean more) {

  public Page {
    records = List.copyOf(records);
  }
}
