package io.glossa.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Results on the standard output. */
final class Output {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Output() {}

  /** One line of JSON. */
  static void json(CommandSpec spec, Object value) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that is no JSON: " + value.getClass(), e);
    }
    out.flush();
  }
}
