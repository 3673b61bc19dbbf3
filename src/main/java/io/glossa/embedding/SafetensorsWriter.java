package io.glossa.embedding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes safetensors files that {@link Safetensors} and other implementations read. */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 64;

  private SafetensorsWriter() {}

  /** Writes tensors in this order, data aligned to 64 bytes; replaces a file. */
  public static void write(Path file, List<Safetensors.Tensor> tensors) throws IOException {
    ObjectNode header = BundleFiles.JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Safetensors.Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", tensor.type().name());
      var shape = entry.putArray("shape");
      tensor.shape().forEach(axis -> shape.add(axis.longValue()));
      entry.putArray("data_offsets").add(offset).add(offset += tensor.data().remaining());
    }
    String json = header.toString();
    int length = 8 + json.getBytes(StandardCharsets.UTF_8).length;
    byte[] padded =
        (json + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT))
            .getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer start = ByteBuffer.allocate(8 + padded.length).order(ByteOrder.LITTLE_ENDIAN);
      writeAll(channel, start.putLong(padded.length).put(padded).flip());
      for (Safetensors.Tensor tensor : tensors) {
        writeAll(channel, tensor.data().duplicate());
      }
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
