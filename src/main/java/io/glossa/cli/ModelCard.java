package io.glossa.cli;

import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.BundleOverrides;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.ModelPreset;
import io.glossa.embedding.TracedModel;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import io.glossa.embedding.djl.ExecutionPlan;
import io.glossa.embedding.djl.PlanReport;
import io.glossa.embedding.hub.CachedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code models show} says of a model, in order. Values are texts, numbers, lists and maps, so
 * that the same card is printed and written as JSON.
 *
 * @param fields by name, in the order of the card
 */
record ModelCard(Map<String, Object> fields) {

  static ModelCard of(
      Path directory,
      Optional<CachedModel> fetched,
      DjlSettings engine,
      BundleOverrides overrides) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (TracedModel.isAt(directory)) {
      TracedModel model = TracedModel.open(directory);
      fields.put("id", model.identity().id());
      fields.put("revision", model.identity().revision());
      origin(fields, directory, fetched);
      fields.put("architecture", "torchscript");
      fields.put("maxTokens", model.maxTokens());
      fields.put("pooling", lower(model.pooling()));
      fields.put("normalised", model.normalised());
    } else {
      ModelBundle bundle = ModelBundle.open(directory, overrides);
      BundleManifest manifest = bundle.manifest();
      fields.put("id", manifest.id());
      fields.put("revision", manifest.revision());
      origin(fields, directory, fetched);
      fields.put("architecture", lower(bundle.layout().architecture()));
      fields.put("dimension", manifest.dimension());
      fields.put("maxTokens", manifest.maxTokens());
      fields.put("pooling", manifest.pooling().stream().map(ModelCard::lower).toList());
      fields.put("layers", manifest.layers());
      fields.put("normalised", manifest.normalised());
      fields.put("prompts", new TreeMap<>(manifest.prompts()));
      fields.put("languages", manifest.languages());
      fields.put("licence", manifest.licence());
      ExecutionPlan wanted = engine.plan();
      if (wanted != null) {
        fields.put("planAskedFor", wanted.id());
      }
      DjlEmbedders.report(bundle, engine).ifPresent(report -> plans(fields, report));
    }
    fields.put("files", files(directory));
    return new ModelCard(fields);
  }

  /** What is known of a model that is not there. */
  static ModelCard of(ModelPreset preset) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", preset.id());
    fields.put("fetched", "no");
    fields.put("branch", preset.revision());
    fields.put("dimension", preset.dimension());
    fields.put("maxTokens", preset.maxTokens());
    fields.put("pooling", lower(preset.pooling()));
    fields.put("normalised", preset.normalised());
    fields.put("prompts", new TreeMap<>(preset.prompts()));
    fields.put("languages", preset.languages());
    fields.put("licence", preset.licence());
    return new ModelCard(fields);
  }

  void print(PrintWriter out) {
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> map) {
            out.printf("%-13s%n", name);
            map.forEach((key, text) -> out.printf("  %-48s %s%n", key, shown(text)));
          } else if (value instanceof List<?> list) {
            out.printf(
                "%-13s %s%n", name, String.join(", ", list.stream().map(String::valueOf).toList()));
          } else {
            out.printf("%-13s %s%n", name, value);
          }
        });
    out.flush();
  }

  /** How the plans fared, by name; the one that runs is named first. */
  private static void plans(Map<String, Object> fields, PlanReport report) {
    fields.put("plan", report.chosen());
    fields.put("planTriedOn", report.machine());
    Map<String, Object> trials = new LinkedHashMap<>();
    for (PlanReport.Trial trial : report.trials()) {
      trials.put(
          trial.plan(),
          trial.refusal().isEmpty()
              ? String.format(
                  Locale.ROOT,
                  "%,.0f tokens/s a worker, cosine to fp32 at least %.6f, %,d bytes",
                  trial.tokensPerSecond(),
                  trial.cosine(),
                  trial.programBytes())
              : "refused: " + trial.refusal());
    }
    fields.put("plans", trials);
  }

  private static void origin(
      Map<String, Object> fields, Path directory, Optional<CachedModel> fetched) {
    fetched.ifPresent(
        model -> {
          fields.put("source", model.receipt().source());
          fields.put("commit", model.receipt().commit());
          fields.put("fetched", model.receipt().fetched());
        });
    fields.put("directory", directory.toString());
  }

  private static Map<String, Object> files(Path directory) {
    Map<String, Object> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith(".") && !name.contains("/.")) {
          files.put(name, Files.size(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return files;
  }

  private static String shown(Object value) {
    return value instanceof Long bytes ? "%,15d bytes".formatted(bytes) : "\"" + value + "\"";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
