package io.glossa.cli.bench.peers;

/** ONNX Runtime in INT8: weights by output channel, activations quantised as they come. */
public final class OnnxRuntimeInt8 extends OnnxRuntimePeer {

  public OnnxRuntimeInt8() {
    super("ort-int8", true);
  }
}
