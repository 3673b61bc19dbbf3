package io.glossa.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a registry and its rules, without HTTP. Every change is in the log, in the JSON of
 * Confluent's registry, before it counts. Thread-safe.
 */
final class SchemaCatalogue {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaLog log;
  private final Map<Integer, String> schemas = new TreeMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, TreeMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private Compatibility defaultLevel = Compatibility.BACKWARD;

  SchemaCatalogue(SchemaLog log) {
    this.log = log;
    log.replay(this::restore);
  }

  /** The id of the schema, which is a version of the subject from now on. */
  synchronized int register(String subject, String text) {
    Schema schema = parse(text);
    String canonical = schema.toString();
    Optional<RegisteredSchema> known = find(subject, canonical);
    if (known.isPresent()) {
      return known.get().id();
    }
    List<String> problems = problems(subject, schema, versionsOrNone(subject));
    if (!problems.isEmpty()) {
      throw RegistryRefusal.incompatible(subject, problems);
    }
    TreeMap<Integer, RegisteredSchema> versions = subjects.get(subject);
    int version = versions == null || versions.isEmpty() ? 1 : versions.lastKey() + 1;
    int id =
        ids.getOrDefault(canonical, schemas.keySet().stream().mapToInt(i -> i).max().orElse(0) + 1);
    RegisteredSchema added = new RegisteredSchema(subject, version, id, canonical);
    log.append(schemaKey(added), schemaValue(added));
    remember(added);
    return id;
  }

  /** The version of the subject that is this schema. */
  synchronized RegisteredSchema lookUp(String subject, String text) {
    versions(subject);
    return find(subject, parse(text).toString())
        .orElseThrow(() -> RegistryRefusal.schemaNotFound("under subject '" + subject + "'"));
  }

  synchronized String schema(int id) {
    String schema = schemas.get(id);
    if (schema == null) {
      throw RegistryRefusal.schemaNotFound(Integer.toString(id));
    }
    return schema;
  }

  /** Where the schema is in use. */
  synchronized List<RegisteredSchema> usesOf(int id) {
    schema(id);
    return subjects.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(version -> version.id() == id)
        .toList();
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<RegisteredSchema> versions(String subject) {
    List<RegisteredSchema> versions = versionsOrNone(subject);
    if (versions.isEmpty()) {
      throw RegistryRefusal.subjectNotFound(subject);
    }
    return versions;
  }

  /**
   * One version.
   *
   * @param version a number, {@code latest} or {@code -1}
   */
  synchronized RegisteredSchema version(String subject, String version) {
    List<RegisteredSchema> versions = versions(subject);
    if (version.equals("latest") || version.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int number;
    try {
      number = Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw RegistryRefusal.invalidVersion(version);
    }
    if (number < 1) {
      throw RegistryRefusal.invalidVersion(version);
    }
    return versions.stream()
        .filter(v -> v.version() == number)
        .findFirst()
        .orElseThrow(() -> RegistryRefusal.versionNotFound(version));
  }

  /** What keeps the schema from following these versions of the subject. */
  synchronized List<String> problems(String subject, String text, List<RegisteredSchema> older) {
    return problems(subject, parse(text), older);
  }

  synchronized Compatibility defaultLevel() {
    return defaultLevel;
  }

  synchronized Optional<Compatibility> level(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  /**
   * Sets the rule.
   *
   * @param subject of which subject; null for all without a rule of their own
   */
  synchronized void setLevel(@Nullable String subject, Compatibility level) {
    ObjectNode key = JSON.createObjectNode().put("keytype", "CONFIG");
    key.put("subject", subject).put("magic", 0);
    log.append(
        key.toString(), JSON.createObjectNode().put("compatibilityLevel", level.name()).toString());
    rememberLevel(subject, level);
  }

  private List<String> problems(String subject, Schema schema, List<RegisteredSchema> older) {
    return level(subject)
        .orElse(defaultLevel)
        .problems(schema, older.stream().map(v -> parse(v.schema())).toList());
  }

  private List<RegisteredSchema> versionsOrNone(String subject) {
    TreeMap<Integer, RegisteredSchema> versions = subjects.get(subject);
    return versions == null ? List.of() : new ArrayList<>(versions.values());
  }

  private Optional<RegisteredSchema> find(String subject, String canonical) {
    return versionsOrNone(subject).stream().filter(v -> v.schema().equals(canonical)).findFirst();
  }

  private static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryRefusal.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  private void restore(@Nullable String key, @Nullable String value) {
    if (key == null || value == null) {
      return;
    }
    try {
      JsonNode k = JSON.readTree(key);
      JsonNode v = JSON.readTree(value);
      String kind = k.path("keytype").asText();
      if (kind.equals("CONFIG")) {
        rememberLevel(
            k.path("subject").isTextual() ? k.path("subject").asText() : null,
            Compatibility.named(v.path("compatibilityLevel").asText()));
      } else if (kind.equals("SCHEMA") && !v.path("deleted").asBoolean()) {
        remember(
            new RegisteredSchema(
                v.path("subject").asText(),
                v.path("version").asInt(),
                v.path("id").asInt(),
                v.path("schema").asText()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the schema log is not JSON: " + key, e);
    }
  }

  private void remember(RegisteredSchema schema) {
    schemas.put(schema.id(), schema.schema());
    ids.putIfAbsent(schema.schema(), schema.id());
    subjects.computeIfAbsent(schema.subject(), s -> new TreeMap<>()).put(schema.version(), schema);
  }

  private void rememberLevel(@Nullable String subject, Compatibility level) {
    if (subject == null) {
      defaultLevel = level;
    } else {
      levels.put(subject, level);
    }
  }

  private static String schemaKey(RegisteredSchema schema) {
    return JSON.createObjectNode()
        .put("keytype", "SCHEMA")
        .put("subject", schema.subject())
        .put("version", schema.version())
        .put("magic", 1)
        .toString();
  }

  private static String schemaValue(RegisteredSchema schema) {
    return JSON.createObjectNode()
        .put("subject", schema.subject())
        .put("version", schema.version())
        .put("id", schema.id())
        .put("schema", schema.schema())
        .put("deleted", false)
        .toString();
  }
}
