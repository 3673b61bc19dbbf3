package io.glossa.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * An {@linkplain EncoderProgram encoder program} with its workers: a predictor each, on the CPU all
 * over one model, on GPUs one device each.
 */
final class TransformerEncoder implements TokenEncoder {

  private final ExecutionPlan plan;
  private final int dimension;
  private final List<AutoCloseable> resources;
  private final BlockingQueue<Predictor<List<EncodedText>, float[]>> workers;

  private TransformerEncoder(
      ExecutionPlan plan,
      int dimension,
      List<AutoCloseable> resources,
      BlockingQueue<Predictor<List<EncodedText>, float[]>> workers) {
    this.plan = plan;
    this.dimension = dimension;
    this.resources = resources;
    this.workers = workers;
  }

  /**
   * What a program takes and gives.
   *
   * @param maxTokens of a text at most
   * @param dimension components of a vector
   */
  record Shape(int maxTokens, int dimension) {}

  /**
   * Loads a program.
   *
   * @param archive the program
   * @param words token table of shape [vocabulary, hidden], mapped
   * @param shape of what it takes and gives
   * @param count workers
   * @throws BundleException when the archive cannot be loaded
   */
  static TransformerEncoder load(
      Path archive, ExecutionPlan plan, Tensor words, Shape shape, int count) {
    DjlEngine.engine();
    List<AutoCloseable> resources = new ArrayList<>();
    BlockingQueue<Predictor<List<EncodedText>, float[]>> workers = new ArrayBlockingQueue<>(count);
    int devices = plan.onGpu() ? count : 1;
    try {
      for (int device = 0; device < devices; device++) {
        Model model = Model.newInstance("encoder", plan.device(device), DjlEngine.NAME);
        resources.add(model);
        model.load(archive, null, Map.of("mapLocation", "true"));
        NDManager scope = model.getNDManager();
        NDArray table = Weights.asStored(scope, words);
        for (int i = 0; i < count / devices; i++) {
          Predictor<List<EncodedText>, float[]> worker =
              model.newPredictor(new Padding(table, shape.maxTokens));
          resources.add(worker);
          workers.add(worker);
        }
      }
    } catch (IOException | MalformedModelException | RuntimeException e) {
      closeAll(resources);
      throw new BundleException("cannot load the program " + archive + ": " + e.getMessage(), e);
    }
    return new TransformerEncoder(plan, shape.dimension, resources, workers);
  }

  @Override
  public float[] encode(List<EncodedText> texts) {
    Predictor<List<EncodedText>, float[]> worker = take();
    try {
      return worker.predict(texts);
    } catch (TranslateException e) {
      throw EngineFailures.of(e.getCause() == null ? e : e.getCause());
    } finally {
      workers.add(worker);
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String plan() {
    return plan.id();
  }

  @Override
  public void close() {
    closeAll(resources);
  }

  private Predictor<List<EncodedText>, float[]> take() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return workers.take();
        } catch (InterruptedException e) {
          // Whoever closes the batcher waits for running batches: finish first, then pass it on.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Workers before models. */
  private static void closeAll(List<AutoCloseable> resources) {
    List<AutoCloseable> reversed = new ArrayList<>(resources);
    Collections.reverse(reversed);
    for (AutoCloseable resource : reversed) {
      try {
        resource.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + resource, e);
      }
    }
  }

  /**
   * From texts to the inputs of the program. The ids come first: the engine puts the result into
   * the scope of the first input, which ends with the batch.
   *
   * @param words token table
   * @param maxTokens of a text at most
   */
  private record Padding(NDArray words, int maxTokens)
      implements NoBatchifyTranslator<List<EncodedText>, float[]> {

    @Override
    public NDList processInput(TranslatorContext context, List<EncodedText> texts) {
      int vocabulary = Math.toIntExact(words.getShape().get(0));
      PaddedBatch batch = PaddedBatch.of(context.getNDManager(), texts, vocabulary, maxTokens);
      return new NDList(batch.ids(), batch.mask(), words);
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList vectors) {
      return vectors.singletonOrThrow().toFloatArray();
    }
  }
}
