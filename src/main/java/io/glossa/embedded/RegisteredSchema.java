package io.glossa.embedded;

/**
 * One version of one subject.
 *
 * @param subject the subject
 * @param version from 1, in order of registration
 * @param id the same for the same schema under every subject
 * @param schema the schema as text
 */
record RegisteredSchema(String subject, int version, int id, String schema) {}
