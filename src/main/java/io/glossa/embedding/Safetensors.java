package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, mapped into memory tensor by tensor: 8 bytes of header length
 * (little-endian), a JSON header, the data. The file may be of any size, a tensor up to 2 GiB.
 *
 * <p>Tensors stay valid after {@link #close()}, as long as they are reachable. Source of the
 * format: github.com/huggingface/safetensors.
 */
public final class Safetensors implements AutoCloseable {

  private static final int LENGTH_BYTES = 8;
  private static final int MAX_HEADER_BYTES = 100_000_000;

  /**
   * A tensor, row-major.
   *
   * @param name in the file
   * @param type of a component
   * @param shape components along each axis
   * @param data little-endian, direct, read-only, position 0
   */
  public record Tensor(String name, TensorType type, List<Long> shape, ByteBuffer data) {

    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final Map<String, JsonNode> headers;

  private Safetensors(
      Path file, FileChannel channel, long dataStart, Map<String, JsonNode> headers) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
    this.headers = headers;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws BundleException when the file is damaged
   */
  public static Safetensors open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      long available = channel.size() - LENGTH_BYTES;
      long length = available < 0 ? -1 : read(channel, 0, LENGTH_BYTES).getLong();
      if (length < 2 || length > Math.min(available, MAX_HEADER_BYTES)) {
        throw new BundleException(
            "%s is damaged: a header of %d bytes in a file of %d"
                .formatted(file, length, channel.size()));
      }
      JsonNode header =
          BundleFiles.JSON.readTree(read(channel, LENGTH_BYTES, (int) length).array());
      Map<String, JsonNode> headers = new LinkedHashMap<>();
      header.properties().forEach(entry -> headers.put(entry.getKey(), entry.getValue()));
      headers.remove("__metadata__");
      return new Safetensors(file, channel, LENGTH_BYTES + length, headers);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new BundleException("cannot read the weights " + file + ": " + e.getMessage(), e);
    } catch (BundleException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  public Set<String> names() {
    return headers.keySet();
  }

  /**
   * Maps a tensor.
   *
   * @throws BundleException when it is missing, damaged, over 2 GiB or of an unsupported type
   */
  public Tensor tensor(String name) {
    JsonNode header = headers.get(name);
    if (header == null) {
      throw new BundleException(
          "%s has no tensor %s; it has %s".formatted(file, name, shortList(names())));
    }
    TensorType type = TensorType.named(header.path("dtype").asText(), name, file);
    List<Long> shape = new ArrayList<>();
    long bytes = type.bytes();
    try {
      for (JsonNode axis : header.path("shape")) {
        shape.add(axis.asLong());
        bytes = Math.multiplyExact(bytes, axis.asLong());
      }
      long begin = header.path("data_offsets").path(0).asLong(-1);
      long end = header.path("data_offsets").path(1).asLong(-1);
      boolean inside = begin >= 0 && begin <= end && end <= channel.size() - dataStart;
      if (!inside || end - begin != bytes || bytes > Integer.MAX_VALUE) {
        throw new BundleException(
            "%s is damaged or too large: tensor %s of %s %s at bytes [%d, %d) of %d"
                .formatted(file, name, type, shape, begin, end, channel.size() - dataStart));
      }
      ByteBuffer data =
          channel.map(MapMode.READ_ONLY, dataStart + begin, bytes).order(ByteOrder.LITTLE_ENDIAN);
      return new Tensor(name, type, shape, data);
    } catch (ArithmeticException e) {
      throw new BundleException("%s is damaged: tensor %s of %s".formatted(file, name, shape), e);
    } catch (IOException e) {
      throw new BundleException("cannot map tensor %s of %s".formatted(name, file), e);
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends within its header");
      }
    }
    return buffer.flip();
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Only read from: nothing can be lost.
        return;
      }
    }
  }

  private static String shortList(Set<String> names) {
    return names.size() + " tensors: " + names.stream().limit(8).toList();
  }
}
