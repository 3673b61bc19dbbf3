package io.glossa.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.cli.audit.AuditReport.Kind;
import io.glossa.cli.audit.AuditReport.Problem;
import io.glossa.document.Document;
import io.glossa.document.DocumentLimits;
import io.glossa.document.Origin;
import io.glossa.testkit.StreamKit;
import io.glossa.topology.OutputHeaders;
import io.glossa.topology.Route;
import io.glossa.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLedgerTest {

  private static final String IN = "glossa.documents.v1";
  private static final byte[] VALUE = {1};

  private final Wire wire = StreamKit.wire();
  private final AuditLedger ledger = new AuditLedger(wire, new DocumentLimits(100));
  private long nextOutput;

  @BeforeEach
  void theStreamHasTakenEverything() {
    ledger.committed(Map.of(0, Long.MAX_VALUE));
  }

  @Test
  void everyRouteIsAnAccount() {
    sent(0, "a", "text");
    sent(1, "b", "weak");
    sent(2, "c", "");
    sentRaw(3, "d", new byte[] {9, 9});
    sentRaw(4, "a", null);
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    out(Route.REVIEW_QUALITY, "review", 1, "b");
    out(Route.REVIEW_FAILED, "failed", 2, "c");
    dead(3, "d");
    enriched(4, "a", null);

    AuditReport report = ledger.report(false);

    assertThat(report.problems()).isEmpty();
    assertThat(report.events()).isEqualTo(5);
    for (Route route :
        new Route[] {
          Route.ENRICHED,
          Route.REVIEW_QUALITY,
          Route.REVIEW_FAILED,
          Route.DEAD_LETTER,
          Route.DELETED
        }) {
      assertThat(report.count(route)).as(route.label()).isEqualTo(1);
    }
  }

  @Test
  void recordWithoutOutcomeIsLost() {
    sent(0, "a", "text");

    assertThat(ledger.report(false).problems()).containsExactly(new Problem(Kind.LOST, "a", "0@0"));
  }

  @Test
  void recordAtOrPastTheCommittedOffsetIsPendingAndOneBehindItIsLost() {
    sent(4, "behind", "text");
    sent(5, "at", "text");
    sent(6, "past", "text");
    ledger.committed(Map.of(0, 5L));

    AuditReport report = ledger.report(false);

    assertThat(report.problems()).containsExactly(new Problem(Kind.LOST, "behind", "0@4"));
    assertThat(report.pending()).isEqualTo(2);

    ledger.committed(Map.of(0, 7L));
    assertThat(ledger.report(false).pending()).as("the stream has taken all").isZero();
    assertThat(ledger.report(false).count(Kind.LOST)).isEqualTo(3);
  }

  @Test
  void partitionWithoutACommittedOffsetIsPendingAndNotClean() {
    sent(0, "a", "text");
    sent(1, "a", "text");
    ledger.committed(Map.of(1, 9L));

    AuditReport report = ledger.report(false);

    assertThat(report.problems()).isEmpty();
    assertThat(report.pending()).as("the same content again waits, too").isEqualTo(2);
    assertThat(report.count(Route.UNCHANGED)).isZero();
    assertThat(report.isClean()).isFalse();
    assertThat(report.isIncomplete()).isTrue();
  }

  @Test
  void recordWithAnOutcomeIsNotPendingWhateverWasCommitted() {
    sent(0, "a", "text");
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    ledger.committed(Map.of());

    assertThat(ledger.report(false).isClean()).isTrue();
    assertThat(ledger.report(false).count(Route.ENRICHED)).isEqualTo(1);
  }

  @Test
  void sameContentAgainNeedsNoOutcome() {
    sent(0, "a", "text");
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    sent(1, "a", "text");

    assertThat(ledger.report(false).isClean()).isTrue();
    assertThat(ledger.report(false).count(Route.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void sameContentAfterDeletionOrRefusalNeedsAnOutcome() {
    sent(0, "a", "text");
    sentRaw(1, "a", null);
    sent(2, "a", "text");
    sent(3, "b", "x".repeat(200));
    sent(4, "b", "x".repeat(200));
    for (int offset = 0; offset < 2; offset++) {
      enriched(offset, "a", offset == 1 ? null : VALUE);
    }
    chunk(0, "a#0");
    out(Route.REVIEW_FAILED, "failed", 3, "b");

    assertThat(ledger.report(false).problems())
        .containsExactly(new Problem(Kind.LOST, "a", "0@2"), new Problem(Kind.LOST, "b", "0@4"));
  }

  @Test
  void secondOutcomeIsADuplicate() {
    sent(0, "a", "text");
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    out(Route.REVIEW_QUALITY, "review", 0, "a");

    assertThat(ledger.report(false).problems())
        .containsExactly(new Problem(Kind.DUPLICATED, "a", "0@0"));
  }

  @Test
  void chunkWrittenTwiceIsADuplicateAndAMissingOneIsLost() {
    sent(0, "a", "text");
    sent(1, "b", "text");
    enriched(0, "a", VALUE);
    enriched(1, "b", VALUE);
    chunk(0, "a#0");
    chunk(0, "a#0");
    chunk(1, "b#1");

    assertThat(ledger.report(false).problems())
        .containsExactly(
            new Problem(Kind.DUPLICATED, "a", "0@0"), new Problem(Kind.LOST, "b (chunks)", "0@1"));
  }

  @Test
  void olderVersionAfterNewerIsOutOfOrder() {
    sent(0, "a", "one");
    sent(1, "a", "two");
    enriched(1, "a", VALUE);
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    chunk(1, "a#0");

    assertThat(ledger.report(false).problems())
        .containsExactly(new Problem(Kind.OUT_OF_ORDER, "a", IN + "-0@0"));
  }

  @Test
  void outputOfNoInputIsUnaccounted() {
    sent(1, "a", "text");
    enriched(1, "a", VALUE);
    chunk(1, "a#0");
    out(Route.REVIEW_FAILED, "failed", 0, "ghost");
    ledger.output(Route.REVIEW_FAILED, record("failed", nextOutput++, "b", VALUE));

    assertThat(ledger.report(false).count(Kind.UNACCOUNTED)).isEqualTo(2);
  }

  @Test
  void outputAheadOfTheInputWaitsForIt() {
    sent(0, "a", "text");
    enriched(0, "a", VALUE);
    chunk(0, "a#0");
    enriched(1, "a", VALUE);
    chunk(1, "a#0");
    assertThat(ledger.report(false).isClean()).isTrue();

    sent(1, "a", "other");

    assertThat(ledger.report(false).isClean()).isTrue();
    assertThat(ledger.report(false).count(Route.ENRICHED)).isEqualTo(2);
  }

  @Test
  void outcomesOfRecordsThatRetentionRemovedAreNotAskedFor() {
    ledger.begin(0, 5);
    sent(5, "a", "text");
    enriched(5, "a", VALUE);
    chunk(5, "a#0");
    out(Route.REVIEW_FAILED, "failed", 4, "gone");

    assertThat(ledger.report(false).isClean()).isTrue();
  }

  @Test
  void compactionMayTakeTheOutcomeOfAnOlderVersion() {
    sent(0, "a", "one");
    sent(1, "a", "two");
    enriched(1, "a", VALUE);
    chunk(1, "a#0");

    assertThat(ledger.report(false).count(Kind.LOST)).isEqualTo(1);
    assertThat(ledger.report(true).isClean()).isTrue();
    assertThat(ledger.report(true).superseded()).isEqualTo(1);
  }

  private void sent(long offset, String id, String text) {
    sentRaw(offset, id, wire.writeDocument(Document.of(id, text)));
  }

  private void sentRaw(long offset, String id, byte @Nullable [] value) {
    ledger.input(record(IN, offset, id, value));
  }

  private void enriched(long origin, String id, byte @Nullable [] value) {
    ledger.output(Route.ENRICHED, withOrigin("enriched", origin, id, value));
  }

  private void out(Route route, String topic, long origin, String id) {
    ledger.output(route, withOrigin(topic, origin, id, VALUE));
  }

  private void chunk(long origin, String key) {
    ledger.chunk(withOrigin("chunks", origin, key, VALUE));
  }

  private void dead(long origin, String id) {
    ConsumerRecord<byte[], byte[]> record = record("dead", nextOutput++, id, VALUE);
    record.headers().add(OutputHeaders.ERROR_TOPIC, bytes(IN));
    record.headers().add(OutputHeaders.ERROR_PARTITION, bytes("0"));
    record.headers().add(OutputHeaders.ERROR_OFFSET, bytes(Long.toString(origin)));
    ledger.output(Route.DEAD_LETTER, record);
  }

  private ConsumerRecord<byte[], byte[]> withOrigin(
      String topic, long origin, String key, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record = record(topic, nextOutput++, key, value);
    record.headers().add(OutputHeaders.ORIGIN, bytes(new Origin(IN, 0, origin).toString()));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        key.length(),
        value == null ? -1 : value.length,
        bytes(key),
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
