package io.glossa.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.utils.UrlList;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.SslFactory;

/**
 * The registry by way of Confluent's own client, in the copy that Flink relocates; no other class
 * names it. Schemas cross as text, for the client has its own Avro. What the client leaves out is
 * added: answers of 5xx and lost connections are tried again, on the next address where there is
 * one; ids and schemas are remembered for good, as they never change.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final UrlList urls;
  private final RestService client;
  private final Retry retry;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  public ConfluentSchemaRegistry(RegistrySettings settings) {
    this(settings, Pacing.system());
  }

  ConfluentSchemaRegistry(RegistrySettings settings, Pacing pacing) {
    urls = new UrlList(settings.urls().stream().map(ConfluentSchemaRegistry::address).toList());
    client = new RestService(urls);
    client.configure(clientSettings(settings));
    if (settings.truststore() != null || settings.keystore() != null) {
      client.setSslSocketFactory(
          new SslFactory(storeSettings(settings)).sslContext().getSocketFactory());
    }
    // Not seeded: many clients that lost one registry must not come back in step.
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random());
    retry = new Retry(backoff, settings.retryTimeout(), pacing);
  }

  @Override
  public int register(String subject, Schema schema) {
    return remembered(
        subject,
        schema,
        "registering the schema of subject '%s'".formatted(subject),
        () -> client.registerSchema(schema.toString(), subject));
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return remembered(
        subject,
        schema,
        "looking up the schema of subject '%s'".formatted(subject),
        () -> client.lookUpSubjectVersion(schema.toString(), subject).getId());
  }

  @Override
  public Schema schemaById(int id) throws UnusableSchemaException {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    String purpose = "fetching schema id %d".formatted(id);
    SchemaString found;
    try {
      found = call(purpose, () -> client.getId(id));
    } catch (Refusal e) {
      if (e.code == SCHEMA_NOT_FOUND) {
        throw new UnusableSchemaException("schema id %d is unknown to %s".formatted(id, urls), e);
      }
      throw e.toException();
    }
    Schema schema = parse(id, found);
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    String purpose = "checking the compatibility of subject '%s'".formatted(subject);
    try {
      return call(purpose, () -> client.testCompatibility(schema.toString(), subject, "latest"))
          .isEmpty();
    } catch (Refusal e) {
      if (e.code == SUBJECT_NOT_FOUND) {
        return true;
      }
      throw e.toException();
    }
  }

  private int remembered(String subject, Schema schema, String purpose, ClientCall<Integer> ask) {
    String key = subject + '\n' + schema;
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    try {
      int id = call(purpose, ask);
      ids.put(key, id);
      // Records of one's own schema can then be read while the registry is away.
      schemas.putIfAbsent(id, schema);
      return id;
    } catch (Refusal e) {
      throw e.toException();
    }
  }

  private Schema parse(int id, SchemaString found) throws UnusableSchemaException {
    if (found.getSchemaType() != null && !found.getSchemaType().equals("AVRO")) {
      throw new UnusableSchemaException(
          "schema id %d is of type %s; expected AVRO".formatted(id, found.getSchemaType()));
    }
    try {
      Schema.Parser parser = new Schema.Parser();
      parseReferences(found.getReferences(), parser);
      return parser.parse(found.getSchemaString());
    } catch (AvroRuntimeException e) {
      throw new UnusableSchemaException("schema id %d is not valid Avro".formatted(id), e);
    } catch (Refusal e) {
      throw e.toException();
    }
  }

  /** Schemas may name others of the registry; the parser must meet those first. */
  private void parseReferences(List<SchemaReference> references, Schema.Parser parser)
      throws Refusal {
    for (SchemaReference reference : references == null ? List.<SchemaReference>of() : references) {
      if (parser.getTypes().containsKey(reference.getName())) {
        continue;
      }
      String purpose =
          "fetching version %d of subject '%s'"
              .formatted(reference.getVersion(), reference.getSubject());
      var named =
          call(purpose, () -> client.getVersion(reference.getSubject(), reference.getVersion()));
      parseReferences(named.getReferences(), parser);
      parser.parse(named.getSchema());
    }
  }

  @FunctionalInterface
  private interface ClientCall<T> {
    T make() throws IOException, RestClientException;
  }

  private <T> T call(String purpose, ClientCall<T> call) throws Refusal {
    String where = purpose + " at " + String.join(", ", urls.urls());
    return retry.until(
        where,
        () -> {
          String address = urls.current();
          try {
            return call.make();
          } catch (RestClientException e) {
            if (isPassing(e.getStatus())) {
              // The client changes the address only when it gets no answer at all.
              urls.fail(address);
              throw new IOException("HTTP %d: %s".formatted(e.getStatus(), e.getMessage()), e);
            }
            throw new Refusal(where, e);
          }
        });
  }

  private static boolean isPassing(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  /** The registry's final no. */
  private static final class Refusal extends Exception {

    private final int code;

    Refusal(String purpose, RestClientException cause) {
      super(
          "%s was refused with HTTP %d: %s"
              .formatted(purpose, cause.getStatus(), cause.getMessage()),
          cause);
      code = cause.getErrorCode();
    }

    RegistryException toException() {
      return new RegistryException(String.valueOf(getMessage()), getCause());
    }
  }

  private static String address(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static Map<String, Object> clientSettings(RegistrySettings settings) {
    Map<String, Object> client = new HashMap<>();
    client.put("http.connect.timeout.ms", (int) settings.connectTimeout().toMillis());
    client.put("http.read.timeout.ms", (int) settings.readTimeout().toMillis());
    if (settings.auth() instanceof RegistryAuth.Basic basic) {
      client.put("basic.auth.credentials.source", "USER_INFO");
      client.put("basic.auth.user.info", basic.user() + ":" + basic.password());
    } else if (settings.auth() instanceof RegistryAuth.Bearer bearer) {
      client.put("bearer.auth.credentials.source", "STATIC_TOKEN");
      client.put("bearer.auth.token", bearer.token());
    }
    return client;
  }

  private static Map<String, Object> storeSettings(RegistrySettings settings) {
    Map<String, Object> stores = new HashMap<>();
    stores.put("ssl.protocol", "TLS");
    KeyMaterial trusted = settings.truststore();
    if (trusted != null) {
      stores.put("ssl.truststore.location", trusted.file().toString());
      stores.put("ssl.truststore.password", trusted.password());
      stores.put("ssl.truststore.type", trusted.type());
    }
    KeyMaterial own = settings.keystore();
    if (own != null) {
      stores.put("ssl.keystore.location", own.file().toString());
      stores.put("ssl.keystore.password", own.password());
      stores.put("ssl.keystore.type", own.type());
      stores.put("ssl.key.password", own.password());
    }
    return stores;
  }
}
