package io.glossa.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * The requests of Confluent's registry, version 1, that its clients make: what they ask in, JSON
 * out.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema
 *     Registry API</a>
 */
final class RegistryApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaCatalogue catalogue;

  RegistryApi(SchemaCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * A request.
   *
   * @param method HTTP method
   * @param path segments of the path, decoded
   * @param query flags of the query that are {@code true}
   * @param body the body; missing for GET
   */
  record Request(String method, List<String> path, List<String> query, JsonNode body) {

    String segment(int index) {
      return index < path.size() ? path.get(index) : "";
    }

    boolean asks(String flag) {
      return query.contains(flag);
    }

    RegistryRefusal refused() {
      return RegistryRefusal.noSuchResource(method + " /" + String.join("/", path));
    }
  }

  JsonNode answer(Request request) {
    return switch (request.segment(0)) {
      case "" -> JSON.createObjectNode();
      case "subjects" -> subjects(request);
      case "schemas" -> schemas(request);
      case "config" -> config(request);
      case "mode" -> mode(request);
      case "compatibility" -> compatibility(request);
      default -> throw request.refused();
    };
  }

  private JsonNode subjects(Request request) {
    int length = request.path().size();
    String subject = request.segment(1);
    boolean versions = request.segment(2).equals("versions");
    if (request.method().equals("POST") && length == 2) {
      return version(catalogue.lookUp(subject, schemaOf(request)));
    }
    if (request.method().equals("POST") && length == 3 && versions) {
      return JSON.createObjectNode().put("id", catalogue.register(subject, schemaOf(request)));
    }
    if (!request.method().equals("GET")) {
      throw request.refused();
    }
    if (length == 1) {
      return strings(catalogue.subjects());
    }
    if (length == 3 && versions) {
      ArrayNode numbers = JSON.createArrayNode();
      catalogue.versions(subject).forEach(v -> numbers.add(v.version()));
      return numbers;
    }
    if (length == 4 && versions) {
      return version(catalogue.version(subject, request.segment(3)));
    }
    if (length == 5 && versions && request.segment(4).equals("schema")) {
      return document(catalogue.version(subject, request.segment(3)).schema());
    }
    throw request.refused();
  }

  private JsonNode schemas(Request request) {
    if (!request.method().equals("GET")) {
      throw request.refused();
    }
    if (request.segment(1).equals("types")) {
      return JSON.createArrayNode().add("AVRO");
    }
    if (!request.segment(1).equals("ids")) {
      throw request.refused();
    }
    int id;
    try {
      id = Integer.parseInt(request.segment(2));
    } catch (NumberFormatException e) {
      throw request.refused();
    }
    return switch (request.segment(3)) {
      case "" -> JSON.createObjectNode().put("schema", catalogue.schema(id));
      case "schema" -> document(catalogue.schema(id));
      case "subjects" ->
          strings(catalogue.usesOf(id).stream().map(RegisteredSchema::subject).distinct().toList());
      case "versions" -> uses(catalogue.usesOf(id));
      default -> throw request.refused();
    };
  }

  private static JsonNode uses(List<RegisteredSchema> versions) {
    ArrayNode uses = JSON.createArrayNode();
    versions.forEach(v -> uses.addObject().put("subject", v.subject()).put("version", v.version()));
    return uses;
  }

  private JsonNode config(Request request) {
    String subject = request.segment(1);
    if (request.method().equals("PUT")) {
      String name = request.body().path("compatibility").asText();
      catalogue.setLevel(subject.isEmpty() ? null : subject, Compatibility.named(name));
      return JSON.createObjectNode().put("compatibility", name);
    }
    if (!request.method().equals("GET")) {
      throw request.refused();
    }
    Optional<Compatibility> own = catalogue.level(subject);
    if (own.isEmpty() && !subject.isEmpty() && !request.asks("defaultToGlobal")) {
      throw RegistryRefusal.noSubjectConfig(subject);
    }
    return JSON.createObjectNode()
        .put("compatibilityLevel", own.orElse(catalogue.defaultLevel()).name());
  }

  private static JsonNode mode(Request request) {
    if (!request.method().equals("GET")) {
      throw request.refused();
    }
    if (!request.segment(1).isEmpty() && !request.asks("defaultToGlobal")) {
      throw RegistryRefusal.noSubjectMode(request.segment(1));
    }
    return JSON.createObjectNode().put("mode", "READWRITE");
  }

  private JsonNode compatibility(Request request) {
    boolean known =
        request.method().equals("POST")
            && request.segment(1).equals("subjects")
            && request.segment(3).equals("versions");
    if (!known) {
      throw request.refused();
    }
    String subject = request.segment(2);
    String version = request.segment(4);
    List<RegisteredSchema> older =
        version.isEmpty()
            ? catalogue.versions(subject)
            : List.of(catalogue.version(subject, version));
    List<String> problems = catalogue.problems(subject, schemaOf(request), older);
    ObjectNode answer = JSON.createObjectNode().put("is_compatible", problems.isEmpty());
    if (request.asks("verbose")) {
      answer.set("messages", strings(problems));
    }
    return answer;
  }

  private static String schemaOf(Request request) {
    JsonNode body = request.body();
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryRefusal.invalidSchema("type " + type + "; expected AVRO");
    }
    if (!body.path("references").isEmpty()) {
      throw RegistryRefusal.invalidSchema("it refers to others; expected it to be complete");
    }
    if (!body.path("schema").isTextual()) {
      throw RegistryRefusal.invalidSchema("the request has none");
    }
    return body.path("schema").asText();
  }

  private static JsonNode version(RegisteredSchema version) {
    return JSON.createObjectNode()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("schema", version.schema());
  }

  private static JsonNode document(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(schema);
    }
  }

  private static ArrayNode strings(List<String> strings) {
    ArrayNode array = JSON.createArrayNode();
    strings.forEach(array::add);
    return array;
  }
}
