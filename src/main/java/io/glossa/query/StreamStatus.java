package io.glossa.query;

import java.util.List;

/**
 * What the stream does now.
 *
 * @param state Kafka Streams' name of its state, such as {@code RUNNING}
 * @param inFlight records that wait for their outcome
 * @param threads the stream threads, by name
 */
public record StreamStatus(String state, int inFlight, List<ThreadStatus> threads) {

  /**
   * A stream thread.
   *
   * @param name its name
   * @param state its state
   * @param active ids of the tasks that it runs, such as {@code 0_3}
   * @param standby ids of the tasks that it keeps a copy for
   * @param partitions input partitions of its active tasks, {@code topic-partition}
   */
  public record ThreadStatus(
      String name,
      String state,
      List<String> active,
      List<String> standby,
      List<String> partitions) {

    public ThreadStatus {
      active = List.copyOf(active);
      standby = List.copyOf(standby);
      partitions = List.copyOf(partitions);
    }
  }

  public StreamStatus {
    threads = List.copyOf(threads);
  }

  public boolean isRunning() {
    return state.equals("RUNNING");
  }

  /** Whether the stream has ended by a failure and will not run again in this process. */
  public boolean isBroken() {
    return state.equals("ERROR") || state.equals("PENDING_ERROR");
  }
}
