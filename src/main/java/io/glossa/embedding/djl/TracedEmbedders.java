package io.glossa.embedding.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.TracedModel;
import java.io.IOException;
import java.util.Map;

/** Loads traced models, such as those of DJL's zoo. */
public final class TracedEmbedders {

  private TracedEmbedders() {}

  /**
   * Loads a traced model and runs it once, which shows the width of its vectors.
   *
   * @throws BundleException when script or tokenizer are damaged, or the script does not answer
   *     with vectors
   */
  public static Embedder load(TracedModel traced, DjlSettings settings) {
    NDManager scope = DjlEngine.newScope(Device.cpu());
    String file = traced.script().getFileName().toString();
    Model model = Model.newInstance(file, scope.getDevice(), "PyTorch");
    try {
      String stem = file.substring(0, file.length() - ".pt".length());
      model.load(traced.directory(), stem, Map.of("mapLocation", "true"));
      BundleTokenizer tokenizer = BundleTokenizer.load(traced.tokenizer(), true, "");
      return TracedEmbedder.start(
          traced, tokenizer, new TracedEncoder(model.getBlock(), traced), model, scope, settings);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      scope.close();
      throw e instanceof BundleException known
          ? known
          : new BundleException(
              "cannot run the TorchScript %s: %s".formatted(traced.script(), e.getMessage()), e);
    }
  }
}
