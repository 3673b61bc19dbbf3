package io.glossa.embedding;

import java.time.Duration;

/**
 * Hears of every request to a model that is a service, on the thread that made it. For metrics and
 * costs; must be quick and must not throw.
 */
public interface RemoteObserver {

  /** Ignores everything. */
  RemoteObserver NONE =
      new RemoteObserver() {
        @Override
        public void requestSent() {}

        @Override
        public void answered(Answer answer) {}

        @Override
        public void retried() {}

        @Override
        public void waited(Duration wait) {}
      };

  /**
   * A request that gave vectors.
   *
   * @param texts its texts
   * @param tokens its input tokens as the service counts them; as counted here where it does not
   *     say
   * @param cost {@code tokens} times the configured price, in the currency of the price
   * @param latency from the first byte sent to the last one read
   */
  record Answer(int texts, long tokens, double cost, Duration latency) {}

  /** A request leaves, a repeated one included. */
  void requestSent();

  /** The service answered with vectors. */
  void answered(Answer answer);

  /** A request failed and will be made again. */
  void retried();

  /** A request was held back by the rate limit, or by a pause that the service asked for. */
  void waited(Duration wait);

  /** Tells both. */
  static RemoteObserver both(RemoteObserver first, RemoteObserver second) {
    return new RemoteObserver() {
      @Override
      public void requestSent() {
        first.requestSent();
        second.requestSent();
      }

      @Override
      public void answered(Answer answer) {
        first.answered(answer);
        second.answered(answer);
      }

      @Override
      public void retried() {
        first.retried();
        second.retried();
      }

      @Override
      public void waited(Duration wait) {
        first.waited(wait);
        second.waited(wait);
      }
    };
  }
}
