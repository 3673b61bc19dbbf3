package io.glossa.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs command lines in this process and keeps what they print. */
final class Shell {

  /**
   * What a command line gave.
   *
   * @param code exit code
   * @param out standard output, where it is the verb's own and not a file of rows
   * @param err standard error
   */
  record Result(int code, String out, String err) {}

  private Shell() {}

  /** The same with the settings of a cluster. */
  static Result runOn(DemoCluster cluster, String... line) {
    List<String> arguments = new ArrayList<>(List.of(line));
    cluster
        .settings()
        .forEach(
            (key, value) -> {
              arguments.add("--set");
              arguments.add(key + "=" + value);
            });
    return run(arguments.toArray(String[]::new));
  }

  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        CommandLineTool.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = commands.execute(arguments);
    commands.getOut().flush();
    commands.getErr().flush();
    return new Result(code, out.toString(), err.toString());
  }
}
