package io.glossa.cli.bench;

import java.util.List;
import java.util.ServiceLoader;

/** An encoder small enough for tests, and the peers that run it. */
final class TinyEncoder {

  static final EncoderShape SHAPE = new EncoderShape(2, 32, 4, 64, 300, 96);

  private TinyEncoder() {}

  static List<EncoderPeer> peers() {
    return ServiceLoader.load(EncoderPeer.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
