/**
 * Between the domain and the bytes on Kafka: Avro in Confluent's wire format, and the registry.
 *
 * <p>Entry types: {@link io.glossa.wire.Wire}, and {@link io.glossa.wire.ConfluentSchemaRegistry}
 * which it needs. Domain values go in, record values come out, and back. Used by topology, embedded
 * and the command line; nothing else may touch the generated classes. Trap: a call may wait for the
 * registry, for as long as {@link io.glossa.wire.RegistrySettings#retryTimeout()}.
 */
@NullMarked
package io.glossa.wire;

import org.jspecify.annotations.NullMarked;
