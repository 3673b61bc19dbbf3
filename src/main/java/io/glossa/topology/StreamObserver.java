package io.glossa.topology;

import java.time.Duration;

/** Hears what becomes of records, on the stream threads. For metrics; quick, must not throw. */
public interface StreamObserver {

  /** Ignores everything. */
  StreamObserver NONE =
      new StreamObserver() {
        @Override
        public void settled(Route route, Duration sinceArrival) {}

        @Override
        public void inFlightChanged(int difference) {}

        @Override
        public void resubmitted(int records) {}
      };

  /**
   * A record has its outcome.
   *
   * @param sinceArrival from its arrival at the task; zero for one settled on arrival
   */
  void settled(Route route, Duration sinceArrival);

  /** So many more records are in flight; negative for fewer. */
  void inFlightChanged(int difference);

  /** A task found these in its in-flight store at start and submitted them again. */
  void resubmitted(int records);
}
