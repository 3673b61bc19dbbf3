package io.glossa.cli;

import io.glossa.InvalidSettingsException;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.wire.RegistryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a verb throws into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    PrintWriter err = command.getErr();
    // Who hands in a text after the model went away gets it wrapped.
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof ModelUnavailableException) {
        cause = next;
        break;
      }
    }
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      err.println("interrupted");
      return ExitCode.ENVIRONMENT;
    }
    if (cause instanceof InvalidSettingsException invalid) {
      err.println(invalid.getMessage());
      err.println("topology/configuration.md lists every key; ./glossa lint checks a file.");
      return ExitCode.USAGE;
    }
    boolean environment =
        cause instanceof EnvironmentException
            || cause instanceof RegistryException
            || cause instanceof BundleException
            || cause instanceof ModelUnavailableException
            || cause instanceof KafkaException
            || cause instanceof IOException
            || cause instanceof UncheckedIOException;
    if (environment) {
      err.println(message(cause));
      return ExitCode.ENVIRONMENT;
    }
    cause.printStackTrace(err);
    return ExitCode.FOUND;
  }

  /**
   * Why a stream stopped, in a line: what Kafka Streams wraps around the cause is for the log. A
   * registry or a model that stayed away is named with its address and what was asked of it.
   */
  static String describe(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable next = thrown; next != null; next = next.getCause()) {
      if (next instanceof RegistryException || next instanceof ModelUnavailableException) {
        return message(next);
      }
      cause = next;
    }
    return cause.toString();
  }

  /** A file that is missing says only its name, a wrapped cause is often the better half. */
  private static String message(Throwable cause) {
    String message =
        cause instanceof IOException
            ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
            : String.valueOf(cause.getMessage());
    Throwable deeper = cause.getCause();
    return deeper == null || message.contains(String.valueOf(deeper.getMessage()))
        ? message
        : message + " (" + deeper + ")";
  }
}
