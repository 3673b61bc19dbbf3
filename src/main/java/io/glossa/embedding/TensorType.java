package io.glossa.embedding;

import java.nio.file.Path;
import java.util.Arrays;

/** Component types of a safetensors file that Glossa reads. */
public enum TensorType {
  F32(4),
  F16(2),
  BF16(2),
  I64(8);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one component. */
  public int bytes() {
    return bytes;
  }

  static TensorType named(String name, String tensor, Path file) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new BundleException(
        "%s: tensor %s is of type '%s'; supported are %s"
            .formatted(file, tensor, name, Arrays.toString(values())));
  }
}
