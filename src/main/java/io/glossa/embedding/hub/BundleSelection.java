package io.glossa.embedding.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.embedding.BundleException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files of a repository a bundle needs: settings, tokenizer and safetensors of the modules;
 * no other formats of the same weights. What is needed shows in two steps, because {@code
 * modules.json} names the directories and an index names the parts of the weights.
 */
final class BundleSelection {

  static final String MODULES = "modules.json";
  static final String WEIGHTS = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final String TOKENIZER = "tokenizer.json";

  private static final Pattern SETTINGS =
      Pattern.compile(
          "config.*\\.json|sentence_[a-z-]+_config\\.json|tokenizer\\.json|tokenizer_config\\.json"
              + "|special_tokens_map\\.json|added_tokens\\.json|vocab\\.(txt|json)|merges\\.txt"
              + "|unigram\\.json|sentencepiece\\.bpe\\.model|spiece\\.model|tokenizer\\.model");

  private final String origin;
  private final Set<String> present;

  BundleSelection(HubName name, Set<String> present) {
    this.origin = name.toString();
    this.present = present;
  }

  /** The file that names the modules, if there is one. */
  boolean hasModules() {
    return present.contains(MODULES);
  }

  /**
   * The settings, tokenizers and indices.
   *
   * @param modules contents of {@code modules.json}; a missing node where there is none
   */
  Set<String> settings(JsonNode modules) {
    Set<String> chosen = new TreeSet<>();
    if (hasModules()) {
      chosen.add(MODULES);
    }
    for (String directory : directories(modules)) {
      for (String file : present) {
        if (isIn(directory, file)
            && SETTINGS.matcher(file.substring(directory.length())).matches()) {
          chosen.add(RemotePath.require(file, origin));
        }
      }
      if (!present.contains(directory + WEIGHTS) && present.contains(directory + INDEX)) {
        chosen.add(directory + INDEX);
      }
    }
    if (chosen.stream()
        .noneMatch(file -> file.equals(TOKENIZER) || file.endsWith("/" + TOKENIZER))) {
      throw new BundleException(
          "%s has no %s; Glossa needs the fast tokenizer of the model"
              .formatted(origin, TOKENIZER));
    }
    return chosen;
  }

  /** Directories whose weights are in parts. */
  List<String> indexed(JsonNode modules) {
    return directories(modules).stream()
        .filter(
            directory ->
                !present.contains(directory + WEIGHTS) && present.contains(directory + INDEX))
        .toList();
  }

  /**
   * The weights that are one file.
   *
   * @throws BundleException when a module has weights, but none as safetensors
   */
  Set<String> weights(JsonNode modules) {
    Set<String> chosen = new TreeSet<>();
    boolean any = false;
    for (String directory : directories(modules)) {
      if (present.contains(directory + WEIGHTS)) {
        chosen.add(RemotePath.require(directory + WEIGHTS, origin));
        any = true;
      } else if (present.contains(directory + INDEX)) {
        any = true;
      } else if (present.contains(directory + "pytorch_model.bin")) {
        throw noSafetensors(directory + "pytorch_model.bin");
      }
    }
    if (!any) {
      throw noSafetensors("no weights that Glossa knows");
    }
    return chosen;
  }

  /** The parts that an index names. */
  Set<String> parts(String directory, JsonNode index) {
    Set<String> parts = new TreeSet<>();
    index.path("weight_map").forEach(part -> parts.add(part.asText()));
    if (parts.isEmpty()) {
      throw new BundleException(
          "%s: %s%s names no parts; expected a weight_map".formatted(origin, directory, INDEX));
    }
    Set<String> files = new TreeSet<>();
    for (String part : parts) {
      String file = RemotePath.require(directory + part, origin);
      if (!present.contains(file) || !file.endsWith(".safetensors")) {
        throw new BundleException(
            "%s: %s%s names '%s', which is no safetensors file of the repository"
                .formatted(origin, directory, INDEX, part));
      }
      files.add(file);
    }
    return files;
  }

  /** Empty for the root, else with a slash at the end; the root always counts. */
  private Set<String> directories(JsonNode modules) {
    Set<String> directories = new LinkedHashSet<>(List.of(""));
    List<String> named = new ArrayList<>();
    modules.forEach(module -> named.add(module.path("path").asText()));
    for (String path : named) {
      String plain = path.replaceAll("^\\./|/$", "");
      if (!plain.isEmpty() && !plain.equals(".")) {
        directories.add(RemotePath.require(plain, origin + " " + MODULES) + "/");
      }
    }
    return directories;
  }

  private static boolean isIn(String directory, String file) {
    return file.startsWith(directory) && file.indexOf('/', directory.length()) < 0;
  }

  private BundleException noSafetensors(String found) {
    return new BundleException(
        "%s has no safetensors (found %s); name a revision that has them, such as a converted"
                .formatted(origin, found)
            + " one under refs/pr/, or convert the model");
  }
}
