package io.glossa.embedding.djl;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An embedder on DJL PyTorch. What a batch allocates is freed when it ends. */
final class DjlEmbedder implements Embedder {

  private final ModelDescription model;
  private final BundleTokenizer tokenizer;
  private final String queryPrompt;
  private final TokenEncoder encoder;

  DjlEmbedder(
      ModelDescription model, BundleTokenizer tokenizer, String queryPrompt, TokenEncoder encoder) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.queryPrompt = queryPrompt;
    this.encoder = encoder;
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return tokenizer.spans(text);
  }

  @Override
  public EncodedText encode(String text) {
    return tokenizer.encode(text, model.maxTokens());
  }

  @Override
  public EncodedText encodeQuery(String text) {
    return tokenizer.encode(queryPrompt, text, model.maxTokens());
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    for (EncodedText text : batch) {
      if (text.length() > model.maxTokens()) {
        throw new IllegalArgumentException(
            "a text of %d tokens; %s takes at most %d"
                .formatted(text.length(), model.identity(), model.maxTokens()));
      }
    }
    return rows(encoder.encode(batch), batch.size());
  }

  private List<Embedding> rows(float[] components, int count) {
    List<Embedding> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      Embedding vector =
          Embedding.of(
              Arrays.copyOfRange(
                  components, row * model.dimension(), (row + 1) * model.dimension()));
      rows.add(model.normalised() ? vector.normalised() : vector);
    }
    return List.copyOf(rows);
  }

  @Override
  public void close() {
    encoder.close();
    tokenizer.close();
  }
}
