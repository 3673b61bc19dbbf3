package io.glossa.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Figures as one line of JSON: {@code {"command","revision","machine","results":[…]}}.
 *
 * @param command the verb
 * @param revision of the source that was run
 * @param machine that it ran on
 * @param results the figures
 */
public record ReportLine(String command, String revision, String machine, List<Result> results) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> MATRIX_FEATURES =
      List.of("amx_bf16", "avx512_bf16", "avx512_vnni");

  /**
   * A figure; names are stable.
   *
   * @param name such as {@code demo.enriched}
   * @param value the figure
   * @param unit such as {@code documents}
   */
  public record Result(String name, Number value, String unit) {}

  public ReportLine {
    results = List.copyOf(results);
  }

  /** Figures of this process on this machine. */
  public static ReportLine of(String command, List<Result> results) {
    return new ReportLine(command, runningRevision(), thisMachine(), results);
  }

  /** One line. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures that are no JSON: " + this, e);
    }
  }

  /** What the launcher says, else the version in the manifest. */
  private static String runningRevision() {
    String version = ReportLine.class.getPackage().getImplementationVersion();
    return System.getProperty("glossa.revision", version == null ? "unknown" : version);
  }

  private static String thisMachine() {
    return "%s %s, %d cores, %s, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("java.version"));
  }

  /** Its name, and which of the instructions it has that encoders run on. */
  private static String processor() {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      // Only Linux has the file; the name of the processor is a courtesy.
      return "unknown processor";
    }
    return describe(lines);
  }

  /**
   * Name and instructions of a processor.
   *
   * @param lines of {@code /proc/cpuinfo}
   */
  static String describe(List<String> lines) {
    List<String> flags = List.of(field(lines, "flags").split(" ", -1));
    List<String> present = MATRIX_FEATURES.stream().filter(flags::contains).toList();
    List<String> absent = MATRIX_FEATURES.stream().filter(f -> !flags.contains(f)).toList();
    String name = field(lines, "model name");
    return (name.isEmpty() ? "unknown processor" : name)
        + (present.isEmpty() ? "" : " with " + String.join(" and ", present))
        + (absent.isEmpty() ? "" : " without " + String.join(" and ", absent));
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
