package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** The kinds of model that Glossa runs. */
public enum Architecture {
  /** A table of token vectors; a text is their mean. */
  STATIC,
  /** BERT: MiniLM, BGE small and base, E5. */
  BERT,
  /** RoBERTa and XLM-R: BERT whose positions begin behind the padding token. */
  ROBERTA,
  /** MPNet: RoBERTa's positions, with a bias on attention by distance. */
  MPNET;

  /**
   * What {@code config.json} describes.
   *
   * @throws BundleException when Glossa does not run it
   */
  static Architecture of(JsonNode config, Path file) {
    String type = config.path("model_type").asText();
    return switch (type) {
      case "model2vec" -> STATIC;
      case "bert" -> BERT;
      case "roberta", "xlm-roberta", "camembert" -> ROBERTA;
      case "mpnet" -> MPNET;
      default ->
          throw new BundleException(
              ("%s is of model_type '%s'; supported are bert, roberta, xlm-roberta, camembert,"
                      + " mpnet and model2vec, and StaticEmbedding of sentence-transformers")
                  .formatted(file, type));
    };
  }
}
