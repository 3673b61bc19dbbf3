/**
 * What the encoder is measured against: ONNX Runtime, and DJL as it is straightforwardly used.
 *
 * <p>Entry type: {@link io.glossa.cli.bench.EncoderPeer}, found by the service loader. Among the
 * tests on purpose: the application must not depend on ONNX Runtime. Trap: the launcher puts this
 * package alone on the class path of {@code bench encoder}, so it may use nothing else of the
 * tests.
 */
@NullMarked
package io.glossa.cli.bench.peers;

import org.jspecify.annotations.NullMarked;
