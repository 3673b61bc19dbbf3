package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code schemas/released}; {@code -Dschemas.release=true} writes what is new to it. */
class SchemaContractTest {

  private static final ReleasedSchemas RELEASED =
      new ReleasedSchemas(Path.of("schemas", "released"));

  @BeforeAll
  static void releaseWhenAsked() throws IOException {
    if (Boolean.getBoolean("schemas.release")) {
      for (Schema schema : WireSchemas.current()) {
        RELEASED.release(schema);
      }
    }
  }

  @Test
  void everySchemaReadsWhatEveryReleasedVersionWrote() throws IOException {
    for (Schema current : WireSchemas.current()) {
      for (Map.Entry<Integer, Schema> old : RELEASED.versions(current.getName()).entrySet()) {
        assertThat(canRead(current, old.getValue()))
            .as("%s reads its version %d", current.getName(), old.getKey())
            .isTrue();
      }
    }
  }

  @Test
  void everySchemaIsReleased() throws IOException {
    for (Schema current : WireSchemas.current()) {
      NavigableMap<Integer, Schema> versions = RELEASED.versions(current.getName());
      assertThat(versions).as(current.getName()).isNotEmpty();
      assertThat(versions.lastEntry().getValue().toString())
          .as(
              "%s differs from its newest released version;"
                  + " -Dschemas.release=true writes the next one",
              current.getName())
          .isEqualTo(current.toString());
    }
  }

  @Test
  void aFieldWithoutADefaultWouldBeNoticed() {
    for (Schema current : WireSchemas.current()) {
      List<Schema.Field> fields = new ArrayList<>();
      for (Schema.Field field : current.getFields()) {
        fields.add(new Schema.Field(field, field.schema()));
      }
      fields.add(new Schema.Field("added", Schema.create(Schema.Type.STRING), "No default."));
      Schema broken =
          Schema.createRecord(
              current.getName(), current.getDoc(), current.getNamespace(), false, fields);
      assertThat(canRead(broken, current)).as(current.getName()).isFalse();
    }
  }

  @Test
  void releasingWritesTheNextVersionOnce(@TempDir Path directory) throws IOException {
    ReleasedSchemas released = new ReleasedSchemas(directory);
    Schema first = Schema.createRecord("Note", "A note.", "n", false, List.of());
    Schema second = Schema.createRecord("Note", "A better note.", "n", false, List.of());
    released.release(first);
    released.release(first);
    released.release(second);
    assertThat(released.versions("Note"))
        .containsExactly(Map.entry(1, first), Map.entry(2, second));
  }

  @Test
  void everyTypeAndFieldIsDocumented() {
    Set<String> seen = new HashSet<>();
    for (Schema current : WireSchemas.current()) {
      assertThat(undocumented(current, seen)).isEmpty();
    }
    assertThat(seen).hasSizeGreaterThan(15);
  }

  @Test
  void aMissingSentenceWouldBeNoticed() {
    Schema.Field silent = new Schema.Field("text", Schema.create(Schema.Type.STRING), " ");
    Schema note = Schema.createRecord("Note", "A note.", "n", false, List.of(silent));
    assertThat(undocumented(Schema.createArray(note), new HashSet<>()))
        .containsExactly("n.Note.text");
  }

  private static boolean canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static List<String> undocumented(Schema schema, Set<String> seen) {
    List<String> missing = new ArrayList<>();
    switch (schema.getType()) {
      case ARRAY -> missing.addAll(undocumented(schema.getElementType(), seen));
      case MAP -> missing.addAll(undocumented(schema.getValueType(), seen));
      case UNION -> schema.getTypes().forEach(type -> missing.addAll(undocumented(type, seen)));
      case ENUM -> note(schema.getFullName(), schema.getDoc(), seen, missing);
      case RECORD -> {
        if (note(schema.getFullName(), schema.getDoc(), seen, missing)) {
          for (Schema.Field field : schema.getFields()) {
            note(schema.getFullName() + "." + field.name(), field.doc(), seen, missing);
            missing.addAll(undocumented(field.schema(), seen));
          }
        }
      }
      default -> {
        // a primitive type has no documentation of its own
      }
    }
    return missing;
  }

  private static boolean note(String name, String doc, Set<String> seen, List<String> missing) {
    boolean isNew = seen.add(name);
    if (isNew && (doc == null || doc.isBlank())) {
      missing.add(name);
    }
    return isNew;
  }
}
