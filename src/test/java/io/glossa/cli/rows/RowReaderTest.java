package io.glossa.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

  @Test
  void readsEveryFieldAndIgnoresOthers() throws IOException {
    List<Row> rows =
        read(
            """
            {"id":"a","text":"t","title":"T","language":"ko","source":"s","event_time":1760000000019,"metadata":{"k":"v","n":7,"gone":null},"late":false}
            """);

    assertThat(rows)
        .containsExactly(
            new Row.Update(
                1,
                new Document(
                    "a",
                    "t",
                    "T",
                    "ko",
                    "s",
                    Instant.ofEpochMilli(1760000000019L),
                    Map.of("k", "v", "n", "7"))));
  }

  @Test
  void eventTimeMayBeIsoWithOffset() throws IOException {
    Row row =
        read("{\"id\":\"a\",\"text\":\"t\",\"event_time\":\"2026-01-01T09:00:00+09:00\"}").get(0);

    assertThat(((Row.Update) row).document().eventTime()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void nullTextDeletes() throws IOException {
    assertThat(read("{\"id\":7,\"text\":null}")).containsExactly(new Row.Deletion(1, "7"));
  }

  @Test
  void halfSurrogatePairsSurviveInTextAndAreReplacedInIds() throws IOException {
    Row.Update row = (Row.Update) read("{\"id\":\"a\\ud83d\",\"text\":\"b\\ud83d!\"}").get(0);

    assertThat(row.document().id()).isEqualTo("a\uFFFD");
    assertThat(row.document().text()).isEqualTo("b\ud83d!");
  }

  @Test
  void whatIsNotUtf8BecomesReplacementCharacters() throws IOException {
    byte[] line = "{\"id\":\"a\",\"text\":\"x?y\"}".getBytes(StandardCharsets.UTF_8);
    line[19] = (byte) 0xFF;

    Row.Update row = (Row.Update) read(line).get(0);

    assertThat(row.document().text()).isEqualTo("x\uFFFDy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | is not JSON",
        "[1] | is an array",
        "{\"text\":\"t\"} | has nothing as id",
        "{\"id\":\"\",\"text\":\"t\"} | has an empty text as id",
        "{\"id\":\"a\"} | has nothing as text",
        "{\"id\":\"a\",\"text\":5} | has the number 5 as text",
        "{\"id\":\"a\",\"text\":\"t\",\"title\":[]} | has an array as title",
        "{\"id\":\"a\",\"text\":\"t\",\"event_time\":\"noon\"} | event_time",
        "{\"id\":\"a\",\"text\":\"t\",\"event_time\":-1} | event_time",
        "{\"id\":\"a\",\"text\":\"t\",\"metadata\":\"m\"} | metadata",
        "{\"id\":\"a\",\"text\":\"t\"} {} | is not JSON"
      })
  void malformedLineIsNamedByItsNumberAndDoesNotStopTheRest(String line, String problem)
      throws IOException {
    List<Row> rows = read("\n" + line + "\n{\"id\":\"next\",\"text\":\"t\"}\n");

    assertThat(rows).hasSize(2);
    assertThat(((Row.Malformed) rows.get(0)).problem()).startsWith("line 2 ").contains(problem);
    assertThat(rows.get(1)).isEqualTo(new Row.Update(3, Document.of("next", "t")));
  }

  @Test
  void problemsNeverQuoteTheText() throws IOException {
    Row row = read("{\"id\":\"a\",\"text\":\"secret words").get(0);

    assertThat(((Row.Malformed) row).problem()).doesNotContain("secret");
  }

  @Test
  void overlongLineIsCutOffAndTheNextIsReadWhole() throws IOException {
    byte[] input = "0123456789\nabc\n".getBytes(StandardCharsets.UTF_8);
    try (BoundedLines lines = new BoundedLines(new ByteArrayInputStream(input), 4)) {
      assertThat(lines.next()).contains(new BoundedLines.Line("0123", true));
      assertThat(lines.next()).contains(new BoundedLines.Line("abc", false));
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void textOfFiveMegabytesIsRead() throws IOException {
    String text = "x".repeat(5_000_000);

    Row.Update row = (Row.Update) read("{\"id\":\"a\",\"text\":\"" + text + "\"}").get(0);

    assertThat(row.document().text()).hasSize(5_000_000);
  }

  private static List<Row> read(String lines) throws IOException {
    return read(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Row> read(byte[] lines) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = new RowReader(new ByteArrayInputStream(lines))) {
      for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
