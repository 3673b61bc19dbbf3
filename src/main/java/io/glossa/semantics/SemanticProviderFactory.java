package io.glossa.semantics;

import io.glossa.vector.Embedding;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks and builds the provider for a model. Thread-safe; make one and keep it, since it loads the
 * language model and the dictionaries (about 40 MB, half a second).
 */
public final class SemanticProviderFactory {

  private static final Logger LOG = LoggerFactory.getLogger(SemanticProviderFactory.class);

  private final SemanticSettings settings;
  private final TextAnalysis analysis;

  public SemanticProviderFactory(SemanticSettings settings) {
    this.settings = settings;
    this.analysis = new TextAnalysis(settings);
  }

  /**
   * The provider for a model. Today one class serves them all; a model with heads of its own gets
   * its own class here.
   *
   * @param modelId id of the model
   * @param labelEmbedder the same model: one vector for each text, in order; called once, here
   */
  public SemanticProvider create(
      String modelId, Function<List<String>, List<Embedding>> labelEmbedder) {
    List<Label> labels = Label.mediaTopics();
    LabelClassifier classifier = new LabelClassifier(labels, labelEmbedder, settings);
    LOG.info(
        "semantics of model {}: zero-shot over {} media topics, {} languages",
        modelId,
        labels.size(),
        settings.languages().size());
    return new ZeroShotSemanticProvider(analysis, classifier);
  }
}
