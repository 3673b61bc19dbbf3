package io.glossa.embedding.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read piece by piece with a limit on the wait for each; the JDK's streams
 * wait for ever. One thread reads.
 */
final class BodyReader implements HttpResponse.BodySubscriber<BodyReader>, AutoCloseable {

  /** What the publisher said. */
  private sealed interface Signal {
    record Data(List<ByteBuffer> buffers) implements Signal {}

    record Failed(Throwable cause) implements Signal {}

    record Complete() implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Duration stallTimeout;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;

  BodyReader(Duration stallTimeout) {
    this.stallTimeout = stallTimeout;
  }

  /**
   * The next piece; null at the end.
   *
   * @throws IOException when the connection broke or nothing came in time
   */
  @Nullable List<ByteBuffer> next() throws IOException {
    Signal signal;
    try {
      signal = signals.poll(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (signal == null) {
      close();
      throw new HttpTimeoutException("no byte in " + stallTimeout.toMillis() + " ms");
    }
    if (signal instanceof Signal.Failed failed) {
      throw new IOException(String.valueOf(failed.cause().getMessage()), failed.cause());
    }
    if (signal instanceof Signal.Data data) {
      request();
      return data.buffers();
    }
    return null;
  }

  /** Ready at once: the answer is handed out before its body is read. */
  @Override
  public CompletionStage<BodyReader> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Data(buffers));
  }

  @Override
  public void onError(Throwable thrown) {
    signals.add(new Signal.Failed(thrown));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.Complete());
  }

  private void request() {
    Flow.Subscription given = subscription;
    if (given != null) {
      given.request(1);
    }
  }

  /** Gives the rest up. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }
}
