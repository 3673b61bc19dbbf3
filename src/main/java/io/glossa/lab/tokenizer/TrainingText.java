package io.glossa.lab.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A sample of text, balanced over languages.
 *
 * @param byLanguage texts by BCP 47 code; no text twice
 */
record TrainingText(Map<String, List<String>> byLanguage) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static TrainingText read(TokenizerRecipe recipe, Path data, Consumer<String> progress)
      throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (TokenizerRecipe.Source source : recipe.sources()) {
      int rows = 0;
      for (JsonNode row : rows(data.resolve(source.path()), source.maxRows())) {
        rows++;
        for (var field : new TreeMap<>(source.fields()).entrySet()) {
          String text = row.path(field.getKey()).asText();
          if (!text.isBlank() && seen.add(text)) {
            all.computeIfAbsent(field.getValue(), language -> new ArrayList<>()).add(text);
          }
        }
      }
      progress.accept("%s: %,d rows".formatted(source.path(), rows));
    }
    return sample(all, recipe, progress);
  }

  /** The rows of a JSON Lines file, from its start; 0 stands for all. */
  static List<JsonNode> rows(Path file, int maxRows) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (maxRows > 0 && rows.size() == maxRows) {
          break;
        }
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }

  private static TrainingText sample(
      Map<String, List<String>> all, TokenizerRecipe recipe, Consumer<String> progress) {
    Map<String, Double> shares = new TreeMap<>();
    all.forEach(
        (language, texts) ->
            shares.put(language, Math.pow((double) bytes(texts), recipe.sample().temperature())));
    double sum = shares.values().stream().mapToDouble(share -> share).sum();
    Random random = new Random(recipe.seed());
    Map<String, List<String>> sampled = new TreeMap<>();
    all.forEach(
        (language, texts) -> {
          double budget = recipe.sample().bytes() * shares.getOrDefault(language, 0.0) / sum;
          double keep = Math.min(1, budget / bytes(texts));
          List<String> kept = texts.stream().filter(text -> random.nextDouble() < keep).toList();
          sampled.put(language, kept);
          progress.accept(
              "%s: %,d of %,d texts, %,d bytes"
                  .formatted(language, kept.size(), texts.size(), bytes(kept)));
        });
    return new TrainingText(sampled);
  }

  /** In UTF-8: a measure that is fairer to scripts of dense characters than their number. */
  private static long bytes(List<String> texts) {
    return texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
