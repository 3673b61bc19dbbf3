package io.glossa.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** A registry without a network and without rules. */
public final class InMemorySchemaRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Set<Integer>> subjects = new HashMap<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    int index = schemas.indexOf(schema);
    if (index < 0) {
      schemas.add(schema);
      index = schemas.size() - 1;
    }
    subjects.computeIfAbsent(subject, s -> new HashSet<>()).add(index + 1);
    return index + 1;
  }

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    int id = schemas.indexOf(schema) + 1;
    if (!subjects.getOrDefault(subject, Set.of()).contains(id)) {
      throw new RegistryException("no such schema under subject '" + subject + "'", null);
    }
    return id;
  }

  @Override
  public synchronized Schema schemaById(int id) throws UnusableSchemaException {
    if (id < 1 || id > schemas.size()) {
      throw new UnusableSchemaException("schema id " + id + " is unknown");
    }
    return schemas.get(id - 1);
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    return true;
  }

  public synchronized Set<String> subjects() {
    return Set.copyOf(subjects.keySet());
  }
}
