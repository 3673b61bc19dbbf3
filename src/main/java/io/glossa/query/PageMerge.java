package io.glossa.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges what partitions hold, each in the order of the UTF-8 bytes of its ids, into one page. */
final class PageMerge {

  private final PageLimit limit;
  private final @Nullable String after;

  PageMerge(@Nullable String after, PageLimit limit) {
    this.after = after;
    this.limit = limit;
  }

  /** Reads from the iterators no more than the page needs, and one record of each beyond it. */
  Page of(Collection<? extends Iterator<StoredRecord>> partitions) {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.naturalOrder());
    partitions.forEach(partition -> push(heads, partition));
    List<StoredRecord> records = new ArrayList<>();
    long bytes = 0;
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      StoredRecord record = head.record;
      if (!record.id().equals(after)) {
        bytes += record.valueBytes();
        boolean full = records.size() == limit.records() || bytes > limit.bytes();
        if (full && !records.isEmpty()) {
          return new Page(records, true);
        }
        records.add(record);
      }
      push(heads, head.rest);
    }
    return new Page(records, false);
  }

  private static void push(PriorityQueue<Head> heads, Iterator<StoredRecord> partition) {
    if (partition.hasNext()) {
      StoredRecord record = partition.next();
      heads.add(new Head(record, record.id().getBytes(StandardCharsets.UTF_8), partition));
    }
  }

  /** The next record of a partition and what follows it. Order only; no value equality. */
  private static final class Head implements Comparable<Head> {

    private final StoredRecord record;
    private final byte[] key;
    private final Iterator<StoredRecord> rest;

    private Head(StoredRecord record, byte[] key, Iterator<StoredRecord> rest) {
      this.record = record;
      this.key = key;
      this.rest = rest;
    }

    @Override
    public int compareTo(Head other) {
      return Arrays.compareUnsigned(key, other.key);
    }
  }
}
