package io.glossa.wire;

import java.nio.file.Path;

/**
 * A store of certificates or keys in a file.
 *
 * @param file the store
 * @param password its password; the keys in it have the same
 * @param type {@code PKCS12} or {@code JKS}
 */
public record KeyMaterial(Path file, String password, String type) {

  @Override
  public String toString() {
    return "KeyMaterial[file=" + file + ", type=" + type + "]";
  }
}
