package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The programs of a bundle, the fp32 vectors that they are held against, and the report of their
 * trials: in the hidden directory {@code .plans} of the bundle, or below the cache where that
 * cannot be written. What lies there is of one revision and one version of the programs.
 */
final class PlanStore {

  /** Counted up whenever programs are written otherwise. */
  private static final int PROGRAM_VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path directory;

  private PlanStore(Path directory) {
    this.directory = directory;
  }

  static PlanStore of(ModelBundle bundle, Path cache) {
    String revision = bundle.manifest().revision();
    String name =
        "v%d-%s".formatted(PROGRAM_VERSION, revision.substring(0, Math.min(16, revision.length())));
    Path inBundle = bundle.directory().resolve(".plans").resolve(name);
    if (Files.isWritable(inBundle)
        || (!Files.exists(inBundle) && Files.isWritable(bundle.directory()))) {
      return new PlanStore(inBundle);
    }
    return new PlanStore(cache.resolve(".plans").resolve(name));
  }

  Path program(ExecutionPlan plan) {
    return directory.resolve(plan.id() + ".pt");
  }

  long programBytes(ExecutionPlan plan) {
    try {
      return Files.size(program(plan));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Writes a program unless it is there. */
  void ensure(ExecutionPlan plan, ProgramWriter writer) {
    if (!Files.exists(program(plan))) {
      replace(program(plan), writer);
    }
  }

  void delete(ExecutionPlan plan) {
    delete(program(plan));
  }

  void deleteReference() {
    delete(directory.resolve("reference.json"));
  }

  /** The report of the last trials; empty when there were none. */
  Optional<PlanReport> report() {
    return read("report.json", PlanReport.class);
  }

  void save(PlanReport report) {
    replace(
        directory.resolve("report.json"),
        file -> Files.write(file, JSON.writeValueAsBytes(report)));
  }

  /** Vectors of the self-test in fp32, one a row. */
  Optional<float[][]> reference() {
    return read("reference.json", float[][].class);
  }

  void save(float[][] reference) {
    replace(
        directory.resolve("reference.json"),
        file -> Files.write(file, JSON.writeValueAsBytes(reference)));
  }

  /** Writes to a path. */
  interface ProgramWriter {
    void write(Path file) throws IOException;
  }

  /** What cannot be read counts as missing: it is made again. */
  private <T> Optional<T> read(String name, Class<T> type) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A reader never sees half a file, also when two processes write the same one. */
  private void replace(Path file, ProgramWriter writer) {
    Path partial = null;
    try {
      Files.createDirectories(directory);
      partial = Files.createTempFile(directory, ".partial-", "");
      writer.write(partial);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BundleException("cannot write the program " + file + ": " + e, e);
    } finally {
      if (partial != null) {
        delete(partial);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new BundleException("cannot delete " + file, e);
    }
  }
}
