package io.glossa.embedding.remote;

import io.glossa.document.TextRepair;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * An embedder that asks a service. Vectors are made to have length 1, whether the service does that
 * or not. A text that the service refuses alone is to blame only if the service still takes the
 * text of the start.
 */
final class RemoteEmbedder implements Embedder {

  /** OpenAI refuses an empty text. */
  private static final String STAND_IN_FOR_EMPTY = " ";

  private static final int TOO_LARGE = 413;

  private final ModelDescription model;
  private final RemoteService service;
  private final TextTokenizer tokenizer;
  private final RemoteSettings settings;
  private final RequestSplitter splitter;
  private final Semaphore workers;

  RemoteEmbedder(
      ModelDescription model,
      RemoteService service,
      TextTokenizer tokenizer,
      RemoteSettings settings,
      int workers) {
    this.model = model;
    this.service = service;
    this.tokenizer = tokenizer;
    this.settings = settings;
    this.splitter = new RequestSplitter(settings.requestTexts(), settings.requestTokens());
    this.workers = new Semaphore(workers);
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return tokenizer.spans(TextRepair.of(text).text());
  }

  @Override
  public EncodedText encode(String text) {
    return encode(settings.documentPrompt(), text);
  }

  @Override
  public EncodedText encodeQuery(String text) {
    return encode(settings.queryPrompt(), text);
  }

  private EncodedText encode(String prompt, String text) {
    String repaired = TextRepair.of(text).text();
    List<TokenSpan> spans = tokenizer.spans(repaired);
    int most = model.maxTokens() - model.specialTokens();
    String kept = spans.size() <= most ? repaired : repaired.substring(0, spans.get(most).start());
    String sent = prompt + kept;
    int tokens = model.specialTokens() + Math.min(most, spans.size());
    return EncodedText.ofText(sent.isEmpty() ? STAND_IN_FOR_EMPTY : sent, Math.max(1, tokens));
  }

  /**
   * {@inheritDoc}
   *
   * @throws InferenceException when the service refuses a text or answers nonsense
   */
  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    List<Embedding> vectors = new ArrayList<>(batch.size());
    try {
      workers.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("interrupted before the model was asked", e);
    }
    try {
      for (List<EncodedText> request : splitter.split(batch)) {
        ask(request, vectors);
      }
    } catch (InferenceException e) {
      if (batch.size() == 1) {
        service.requireSound(e);
      }
      throw e;
    } finally {
      workers.release();
    }
    return List.copyOf(vectors);
  }

  private void ask(List<EncodedText> request, List<Embedding> vectors) {
    List<String> texts = request.stream().map(RemoteEmbedder::text).toList();
    long tokens = request.stream().mapToLong(EncodedText::length).sum();
    Attempt attempt = service.ask(texts, tokens);
    if (attempt instanceof Attempt.Answered answered) {
      for (float[] vector : answered.vectors()) {
        vectors.add(Vectors.checked(vector, model.dimension()));
      }
    } else if (attempt instanceof Attempt.Refused refused) {
      if (refused.status() != TOO_LARGE || request.size() == 1) {
        throw new InferenceException(service.refusal(refused, request.size()));
      }
      int half = request.size() / 2;
      ask(request.subList(0, half), vectors);
      ask(request.subList(half, request.size()), vectors);
    } else {
      throw new IllegalStateException("neither answered nor refused: " + attempt.getClass());
    }
  }

  private static String text(EncodedText text) {
    return text.text()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text + " of token ids; expected a text that this embedder encoded"));
  }

  @Override
  public void abandon() {
    service.abandon();
  }

  @Override
  public void close() {
    service.abandon();
    tokenizer.close();
  }
}
