package io.glossa.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Which older versions a new one must get on with, and in which direction. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean withEveryVersion;

  Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean withEveryVersion) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.withEveryVersion = withEveryVersion;
  }

  static Compatibility named(String name) {
    for (Compatibility level : values()) {
      if (level.name().equals(name)) {
        return level;
      }
    }
    throw RegistryRefusal.invalidCompatibility(name);
  }

  /**
   * What stands between a new schema and the older ones; nothing when it fits.
   *
   * @param older the versions of the subject, oldest first
   */
  List<String> problems(Schema candidate, List<Schema> older) {
    int first = withEveryVersion ? 0 : Math.max(0, older.size() - 1);
    List<String> problems = new ArrayList<>();
    for (Schema old : older.subList(first, older.size())) {
      if (newReadsOld) {
        problems.addAll(problemsOfReading(candidate, old));
      }
      if (oldReadsNew) {
        problems.addAll(problemsOfReading(old, candidate));
      }
    }
    return problems;
  }

  private static List<String> problemsOfReading(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(i -> i.getType() + " at " + i.getLocation() + ": " + i.getMessage())
        .toList();
  }
}
