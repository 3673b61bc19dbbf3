package io.glossa.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A compacted topic in the heap: survives the registry that writes to it. */
final class RememberedLog implements SchemaLog {

  final Map<String, String> entries = new LinkedHashMap<>();

  @Override
  public void replay(BiConsumer<String, @Nullable String> each) {
    entries.forEach(each);
  }

  @Override
  public void append(String key, String value) {
    entries.put(key, value);
  }

  @Override
  public void close() {}
}
