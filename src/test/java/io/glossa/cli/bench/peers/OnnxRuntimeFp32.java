package io.glossa.cli.bench.peers;

/** ONNX Runtime in FLOAT. */
public final class OnnxRuntimeFp32 extends OnnxRuntimePeer {

  public OnnxRuntimeFp32() {
    super("ort-fp32", false);
  }
}
