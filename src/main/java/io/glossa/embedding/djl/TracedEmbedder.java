package io.glossa.embedding.djl;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.TracedModel;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** An embedder that runs a traced model. What a batch allocates is freed when it ends. */
final class TracedEmbedder implements Embedder {

  private final ModelDescription description;
  private final BundleTokenizer tokenizer;
  private final TracedEncoder encoder;
  private final Model model;
  private final NDManager scope;
  private final Semaphore workers;

  private TracedEmbedder(
      ModelDescription description,
      BundleTokenizer tokenizer,
      TracedEncoder encoder,
      Model model,
      NDManager scope,
      DjlSettings settings) {
    this.description = description;
    this.tokenizer = tokenizer;
    this.encoder = encoder;
    this.model = model;
    this.scope = scope;
    this.workers = new Semaphore(settings.workers());
  }

  /** Embeds one text to learn the width. */
  static TracedEmbedder start(
      TracedModel traced,
      BundleTokenizer tokenizer,
      TracedEncoder encoder,
      Model model,
      NDManager scope,
      DjlSettings settings) {
    int width;
    try (NDManager probe = scope.newSubManager()) {
      NDArray vector = encoder.encode(probe, List.of(tokenizer.encode("a", traced.maxTokens())));
      width = Math.toIntExact(vector.getShape().get(1));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
    ModelDescription description =
        new ModelDescription(
            traced.identity(),
            width,
            traced.maxTokens(),
            tokenizer.addedTokens(),
            traced.normalised(),
            "torchscript");
    return new TracedEmbedder(description, tokenizer, encoder, model, scope, settings);
  }

  @Override
  public ModelDescription model() {
    return description;
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return tokenizer.spans(text);
  }

  @Override
  public EncodedText encode(String text) {
    return tokenizer.encode(text, description.maxTokens());
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    for (EncodedText text : batch) {
      if (text.length() > description.maxTokens()) {
        throw new IllegalArgumentException(
            "a text of %d tokens; %s takes at most %d"
                .formatted(text.length(), description.identity(), description.maxTokens()));
      }
    }
    workers.acquireUninterruptibly();
    try (NDManager batchScope = scope.newSubManager()) {
      float[] components = encoder.encode(batchScope, batch).toFloatArray();
      List<Embedding> rows = new ArrayList<>(batch.size());
      int width = description.dimension();
      for (int row = 0; row < batch.size(); row++) {
        Embedding vector =
            Embedding.of(Arrays.copyOfRange(components, row * width, (row + 1) * width));
        rows.add(description.normalised() ? vector.normalised() : vector);
      }
      return List.copyOf(rows);
    } catch (EngineException e) {
      throw EngineFailures.of(e);
    } finally {
      workers.release();
    }
  }

  @Override
  public void close() {
    model.close();
    scope.close();
    tokenizer.close();
  }
}
