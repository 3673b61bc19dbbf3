package io.glossa.topology;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Headers of output records: those of the input, {@code traceparent} among them, and Glossa's own.
 * Public API.
 */
public final class OutputHeaders {

  /** Input record of an output, as {@code topic-partition@offset}. */
  public static final String ORIGIN = "glossa.origin";

  /** Label of the {@link Route} of an output. */
  public static final String ROUTE = "glossa.route";

  /** Names of the headers of a dead letter, as KIP-1034 has them. */
  public static final String ERROR_EXCEPTION = "__streams.errors.exception";

  public static final String ERROR_STACKTRACE = "__streams.errors.stacktrace";
  public static final String ERROR_MESSAGE = "__streams.errors.message";
  public static final String ERROR_TOPIC = "__streams.errors.topic";
  public static final String ERROR_PARTITION = "__streams.errors.partition";
  public static final String ERROR_OFFSET = "__streams.errors.offset";

  private OutputHeaders() {}

  /** The input's headers with origin and route of this pass; an earlier pass leaves no trace. */
  static Headers of(Arrival arrival, Route route) {
    Headers headers = empty();
    arrival.headers().forEach(headers::add);
    return replace(replace(headers, ORIGIN, arrival.origin().toString()), ROUTE, route.label());
  }

  static Headers ofDeadLetter(Arrival arrival, Exception cause) {
    Headers headers = of(arrival, Route.DEAD_LETTER);
    StringWriter stackTrace = new StringWriter();
    cause.printStackTrace(new PrintWriter(stackTrace));
    replace(headers, ERROR_EXCEPTION, cause.getClass().getName());
    replace(headers, ERROR_MESSAGE, String.valueOf(cause.getMessage()));
    replace(headers, ERROR_STACKTRACE, stackTrace.toString());
    replace(headers, ERROR_TOPIC, arrival.origin().topic());
    replace(headers, ERROR_PARTITION, Integer.toString(arrival.origin().partition()));
    return replace(headers, ERROR_OFFSET, Long.toString(arrival.origin().offset()));
  }

  /** Fresh headers, by the public way to make them. */
  static Headers empty() {
    return new Record<>("", "", 0).headers();
  }

  private static Headers replace(Headers headers, String name, String value) {
    headers.remove(name);
    return headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
