package io.glossa.cli;

import io.glossa.cli.rows.Row;
import io.glossa.cli.rows.RowReader;
import io.glossa.document.Document;
import io.glossa.document.DocumentLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sample documents, of every fate. */
final class DemoDocuments {

  private static final String RESOURCE = "demo/documents.jsonl";

  /** Of no schema: the first byte is not the magic byte of the wire format. */
  static final byte[] UNDECODABLE =
      "this is not Avro; it becomes a dead letter".getBytes(StandardCharsets.UTF_8);

  private DemoDocuments() {}

  /** The rows of the resource, and a document over the limit, which no file need hold. */
  static List<Row> rows(DocumentLimits limits) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = DemoDocuments.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      try (RowReader reader = new RowReader(in)) {
        for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          rows.add(row.get());
        }
      }
    }
    String sentence = "A text that never ends is of no use to a reader. ";
    rows.add(
        new Row.Update(
            rows.size() + 1L,
            Document.of(
                "oversize", sentence.repeat(limits.maxTextBytes() / sentence.length() + 1))));
    return rows;
  }
}
