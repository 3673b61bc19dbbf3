package io.glossa.query;

import static io.glossa.query.FakeState.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageMergeTest {

  private static final PageLimit WIDE = new PageLimit(100, 1_000_000);

  @Test
  void mergesPartitionsInTheOrderOfTheStores() {
    // U+FF5E sorts before U+1F4DA in UTF-8, and after it in UTF-16.
    Page page =
        new PageMerge(null, WIDE).of(List.of(partition("a", "\ud83d\udcda"), partition("\uff5e")));

    assertThat(ids(page)).containsExactly("a", "\uff5e", "\ud83d\udcda");
    assertThat(page.more()).isFalse();
  }

  @Test
  void leavesOutTheRecordThatThePageFollows() {
    Page page = new PageMerge("b", WIDE).of(List.of(partition("b", "c"), partition("d")));

    assertThat(ids(page)).containsExactly("c", "d");
  }

  @Test
  void saysWhetherOthersFollow() {
    assertThat(new PageMerge(null, new PageLimit(2, 100)).of(List.of(partition("a", "b"))).more())
        .isFalse();
    assertThat(
            new PageMerge(null, new PageLimit(2, 100))
                .of(List.of(partition("a", "b"), partition("c")))
                .more())
        .isTrue();
  }

  @Test
  void endsAPageBeforeItGrowsTooLargeButNeverEmpty() {
    PageMerge merge = new PageMerge(null, new PageLimit(100, 5));

    Page small = merge.of(List.of(of(record("a", "123"), record("b", "45"), record("c", "6"))));
    Page large = merge.of(List.of(of(record("a", "1234567"), record("b", "8"))));

    assertThat(ids(small)).containsExactly("a", "b");
    assertThat(small.more()).isTrue();
    assertThat(ids(large)).containsExactly("a");
    assertThat(large.more()).isTrue();
  }

  private static List<String> ids(Page page) {
    return page.records().stream().map(StoredRecord::id).toList();
  }

  private static Iterator<StoredRecord> partition(String... ids) {
    return Stream.of(ids).map(id -> record(id, "0")).iterator();
  }

  private static Iterator<StoredRecord> of(StoredRecord... records) {
    return List.of(records).iterator();
  }
}
