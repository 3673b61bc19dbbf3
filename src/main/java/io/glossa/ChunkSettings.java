package io.glossa;

import io.glossa.document.ChunkingPolicy;
import io.glossa.embedding.ModelDescription;
import java.util.List;

/**
 * How texts are cut, before the model is known.
 *
 * @param maxTokens tokens of a chunk at most; 0 for what the model takes
 * @param overlapTokens tokens that a chunk repeats from the one before it
 */
public record ChunkSettings(int maxTokens, int overlapTokens) {

  public ChunkSettings {
    if (maxTokens > 0 && overlapTokens >= maxTokens) {
      throw new IllegalArgumentException(
          "%s of %d; expected less than %s, which is %d"
              .formatted(
                  SettingDefinitions.CHUNK_OVERLAP,
                  overlapTokens,
                  SettingDefinitions.CHUNK_TOKENS,
                  maxTokens));
    }
  }

  /**
   * The policy for a model.
   *
   * @throws InvalidSettingsException when the model takes fewer tokens than asked for
   */
  public ChunkingPolicy forModel(ModelDescription model) {
    int most = model.maxTokens() - model.specialTokens();
    int tokens = maxTokens == 0 ? most : maxTokens;
    if (tokens > most || overlapTokens >= tokens) {
      throw new InvalidSettingsException(
          List.of(
              "%s of %d with %s of %d; model %s takes %d tokens at most"
                  .formatted(
                      SettingDefinitions.CHUNK_TOKENS,
                      maxTokens,
                      SettingDefinitions.CHUNK_OVERLAP,
                      overlapTokens,
                      model.identity(),
                      most)));
    }
    return new ChunkingPolicy(tokens, overlapTokens);
  }
}
