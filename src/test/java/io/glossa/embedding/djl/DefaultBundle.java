package io.glossa.embedding.djl;

import io.glossa.embedding.BundleSource;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import java.nio.file.Path;

/** The bundle in the jar, for tests. */
final class DefaultBundle {

  private DefaultBundle() {}

  static ModelBundle open() {
    return BundleSource.DEFAULT.open(Path.of("target", "test-models"));
  }

  static Embedder load() {
    return DjlEmbedders.load(open(), new DjlSettings(2));
  }
}
