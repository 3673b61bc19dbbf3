package io.glossa.cli;

/** What the process answers with. Public API. */
final class ExitCode {

  /** All went well. */
  static final int OK = 0;

  /** It ran, and found or hit something: a malformed row, a lost document, a stopped stream. */
  static final int FOUND = 1;

  /** The command line or the configuration is wrong; nothing was done. */
  static final int USAGE = 2;

  /** A broker, registry, file, port or model is missing or broken. */
  static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
