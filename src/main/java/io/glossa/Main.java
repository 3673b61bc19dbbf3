package io.glossa;

import io.glossa.cli.CommandLineTool;

/** The command line. */
public final class Main {

  private Main() {}

  /** Hands over to the verb. The stream logs its life cycle; other verbs only what is wrong. */
  public static void main(String[] args) {
    if (System.getProperty("glossa.log.level") == null) {
      boolean stream = args.length > 0 && args[0].equals("run");
      System.setProperty("glossa.log.level", stream ? "INFO" : "WARN");
    }
    System.exit(CommandLineTool.run(args));
  }
}
