package io.glossa.embedding.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Starts DJL's PyTorch engine with the settings that Glossa was measured with. */
final class DjlEngine {

  static final String NAME = "PyTorch";

  private DjlEngine() {}

  /**
   * A root scope. The engine reads its settings once, when it starts: no network, no usage
   * tracking, and one thread an operation, because a worker per core is faster than two threads an
   * operation and does not collapse under load. A property that is already set wins.
   */
  static NDManager newScope(Device device) {
    return engine().newBaseManager(device);
  }

  static Engine engine() {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    return Engine.getEngine(NAME);
  }

  /** GPUs that the engine can use; counted once, because a machine without any is warned about. */
  static int gpus() {
    return Gpus.COUNT;
  }

  private static final class Gpus {
    private static final int COUNT = engine().getGpuCount();
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
