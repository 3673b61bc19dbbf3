package io.glossa.cli.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.glossa.cli.bench.EncoderPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime with everything it optimises: fused graph, all optimisations, one thread for each
 * caller of one shared session. The fastest way that it offers to several callers on few cores.
 */
abstract class OnnxRuntimePeer implements EncoderPeer {

  private final String name;
  private final boolean int8;

  OnnxRuntimePeer(String name, boolean int8) {
    this.name = name;
    this.int8 = int8;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean quantised() {
    return int8;
  }

  @Override
  public Session open(Path bundle, int threads) {
    try (PeerBundle weights = new PeerBundle(bundle)) {
      Path file = Files.createTempFile(bundle.toAbsolutePath().getParent(), name, ".onnx");
      try {
        BertOnnx.of(weights, int8).writeTo(file);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return new OnnxSession(environment, environment.createSession(file.toString(), options));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the graph of " + bundle, e);
    }
  }

  private record OnnxSession(OrtEnvironment environment, OrtSession session) implements Session {

    @Override
    public float[][] embed(int[][] texts) {
      PeerBatch batch = PeerBatch.of(texts);
      long[] shape = {batch.rows(), batch.width()};
      try (OnnxTensor ids =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(batch.ids()), shape);
          OnnxTensor mask =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(batch.mask()), shape);
          OrtSession.Result result = session.run(Map.of("ids", ids, "mask", mask))) {
        return (float[][]) result.get(0).getValue();
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime failed", e);
      }
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime did not close its session", e);
      }
    }
  }
}
