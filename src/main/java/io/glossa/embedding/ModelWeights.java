package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.embedding.Safetensors.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tensors of a model: one safetensors file, or several that {@code
 * model.safetensors.index.json} lists, as Hugging Face cuts large models. Mapped into memory tensor
 * by tensor.
 */
public final class ModelWeights implements AutoCloseable {

  public static final String FILE_NAME = "model.safetensors";
  public static final String INDEX_NAME = "model.safetensors.index.json";

  private final Path origin;
  private final Map<String, Safetensors> byTensor;
  private final Set<Safetensors> files;

  private ModelWeights(Path origin, Map<String, Safetensors> byTensor, Set<Safetensors> files) {
    this.origin = origin;
    this.byTensor = byTensor;
    this.files = files;
  }

  /** Whether the directory has weights that can be opened. */
  static boolean exist(Path directory) {
    return Files.isRegularFile(directory.resolve(FILE_NAME))
        || Files.isRegularFile(directory.resolve(INDEX_NAME));
  }

  /**
   * Opens the weights of a directory.
   *
   * @throws BundleException when a file is missing or damaged
   */
  public static ModelWeights open(Path directory) {
    Path single = directory.resolve(FILE_NAME);
    if (Files.isRegularFile(single) || !Files.isRegularFile(directory.resolve(INDEX_NAME))) {
      return openFile(single);
    }
    return openShards(directory, directory.resolve(INDEX_NAME));
  }

  /** Opens one file, whatever its name. */
  public static ModelWeights openFile(Path file) {
    Safetensors tensors = Safetensors.open(file);
    Map<String, Safetensors> byTensor = new TreeMap<>();
    tensors.names().forEach(name -> byTensor.put(name, tensors));
    return new ModelWeights(file, byTensor, Set.of(tensors));
  }

  private static ModelWeights openShards(Path directory, Path index) {
    Map<String, Safetensors> shards = new LinkedHashMap<>();
    Map<String, Safetensors> byTensor = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry :
          BundleFiles.readTree(index).path("weight_map").properties()) {
        String shard = entry.getValue().asText();
        Path file = directory.resolve(shard).normalize();
        if (!directory.normalize().equals(file.getParent())) {
          throw new BundleException(
              "%s lists the file '%s', which does not lie beside it".formatted(index, shard));
        }
        Safetensors tensors = shards.computeIfAbsent(shard, name -> Safetensors.open(file));
        if (!tensors.names().contains(entry.getKey())) {
          throw new BundleException(
              "%s says that %s holds tensor %s; it does not"
                  .formatted(index, file, entry.getKey()));
        }
        byTensor.put(entry.getKey(), tensors);
      }
      if (byTensor.isEmpty()) {
        throw new BundleException("%s lists no tensor in weight_map".formatted(index));
      }
      return new ModelWeights(index, byTensor, Set.copyOf(shards.values()));
    } catch (RuntimeException e) {
      shards.values().forEach(Safetensors::close);
      throw e;
    }
  }

  public Set<String> names() {
    return byTensor.keySet();
  }

  /**
   * Maps a tensor.
   *
   * @throws BundleException when it is missing, damaged, over 2 GiB or of an unsupported type
   */
  public Tensor tensor(String name) {
    Safetensors file = byTensor.get(name);
    if (file == null) {
      throw new BundleException(
          "%s has no tensor %s; it has %d tensors: %s"
              .formatted(
                  origin, name, byTensor.size(), byTensor.keySet().stream().limit(8).toList()));
    }
    return file.tensor(name);
  }

  /** The token table of a static model, of shape [vocabulary, dimension]. */
  public Tensor staticTable() {
    Tensor table = tensor(byTensor.containsKey("embeddings") ? "embeddings" : "embedding.weight");
    if (table.shape().size() != 2) {
      throw new BundleException(
          "%s: tensor %s of shape %s; expected [vocabulary, dimension]"
              .formatted(origin, table.name(), table.shape()));
    }
    return table;
  }

  @Override
  public void close() {
    files.forEach(Safetensors::close);
  }
}
