package io.glossa.semantics;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads a YAML file of this jar; a missing or broken one is a broken build, not a bad document. */
final class YamlResource {

  private static final YAMLMapper MAPPER = new YAMLMapper();

  private YamlResource() {}

  static <T> T read(String path, TypeReference<T> type) {
    try (InputStream in = YamlResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + path + "; expected it in the jar");
      }
      return MAPPER.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + path, e);
    }
  }
}
