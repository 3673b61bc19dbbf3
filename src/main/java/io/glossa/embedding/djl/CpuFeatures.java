package io.glossa.embedding.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processor can do that decides which execution plans are worth a try.
 *
 * @param model its name; the architecture where there is none
 * @param x86 whether it is of the 64-bit x86 family
 * @param flags those of {@link #RELEVANT} that it has
 */
public record CpuFeatures(String model, boolean x86, Set<String> flags) {

  /** Instruction sets that matter, as Linux names them. */
  static final List<String> RELEVANT =
      List.of("amx_bf16", "amx_int8", "avx2", "avx512_bf16", "avx512_vnni", "avx512f");

  private static final Path LINUX = Path.of("/proc/cpuinfo");

  public CpuFeatures {
    flags = Set.copyOf(flags);
  }

  /** Of this machine. Without {@code /proc/cpuinfo} only the architecture is known. */
  public static CpuFeatures ofThisMachine() {
    String architecture = System.getProperty("os.arch", "");
    List<String> lines = List.of();
    if (Files.isReadable(LINUX)) {
      try {
        lines = Files.readAllLines(LINUX);
      } catch (IOException e) {
        // Then it is as on a system without the file.
        lines = List.of();
      }
    }
    return parse(lines, architecture);
  }

  static CpuFeatures parse(List<String> lines, String architecture) {
    Set<String> flags = new TreeSet<>(Arrays.asList(field(lines, "flags", "").split("\\s+")));
    flags.retainAll(RELEVANT);
    boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
    return new CpuFeatures(field(lines, "model name", architecture), x86, flags);
  }

  /** Whether products in BFLOAT16 are faster than in FLOAT32. */
  boolean hasBfloat16() {
    return flags.contains("amx_bf16") || flags.contains("avx512_bf16");
  }

  /** Whether products of 8-bit integers have instructions of their own. */
  boolean hasInt8() {
    return flags.contains("avx512_vnni") || flags.contains("amx_int8");
  }

  private static String field(List<String> lines, String name, String otherwise) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  @Override
  public String toString() {
    return model + " " + new TreeSet<>(flags);
  }
}
