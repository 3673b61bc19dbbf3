/**
 * Kafka and a schema registry inside this JVM, for the demonstration and for tests.
 *
 * <p>Entry types: {@link io.glossa.embedded.EmbeddedKafka} and {@link
 * io.glossa.embedded.EmbeddedSchemaRegistry}. A directory goes in, addresses come out. Used by the
 * command line and by tests. Trap: listeners are bound to the loopback address without any
 * authentication, so this is no broker to share between machines.
 */
@NullMarked
package io.glossa.embedded;

import org.jspecify.annotations.NullMarked;
