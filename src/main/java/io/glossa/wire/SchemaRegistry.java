package io.glossa.wire;

import org.apache.avro.Schema;

/**
 * The port to a schema registry. Thread-safe. Every method may wait for a registry that is down and
 * then throws {@link RegistryUnavailableException}; what the registry refuses is a {@link
 * RegistryException} at once.
 */
public interface SchemaRegistry {

  /**
   * Registers the schema under the subject, unless it already is.
   *
   * @return its id, which is the same for the same schema everywhere in the registry
   */
  int register(String subject, Schema schema);

  /**
   * Finds a schema that somebody else registered.
   *
   * @return its id
   * @throws RegistryException when the subject does not have this very schema
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema that a record was written with.
   *
   * @throws UnusableSchemaException when the registry has no Avro schema under the id
   */
  Schema schemaById(int id) throws UnusableSchemaException;

  /** Whether the subject would take the schema; true for a subject without versions. */
  boolean isCompatible(String subject, Schema schema);
}
