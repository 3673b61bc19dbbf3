package io.glossa.embedded;

import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault inside the embedded Kafka: an entry in the log. Kafka's own handler would
 * halt the JVM, and with it the application that embeds it.
 *
 * @param part which part of Kafka it stands in
 * @param fatal whether Kafka considers the node lost
 * @param action what Kafka wants done, such as counting
 */
record LoggedFault(String part, boolean fatal, @Nullable Runnable action) implements FaultHandler {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedFault.class);

  @Override
  public RuntimeException handleFault(String message, @Nullable Throwable cause) {
    if (fatal) {
      LOG.error("embedded Kafka lost its {}: {}", part, message, cause);
    } else {
      LOG.warn("fault in {} of embedded Kafka: {}", part, message, cause);
    }
    if (action != null) {
      action.run();
    }
    return new FaultHandlerException(part + ": " + message, cause);
  }
}
