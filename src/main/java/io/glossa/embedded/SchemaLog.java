package io.glossa.embedded;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry writes what it must not forget: pairs of JSON, of which the last of a key
 * counts.
 */
interface SchemaLog extends AutoCloseable {

  /** Hands over everything written so far, oldest first; a null value deletes its key. */
  void replay(BiConsumer<String, @Nullable String> entries);

  /** Returns when the entry will survive. */
  void append(String key, String value);

  @Override
  void close();
}
