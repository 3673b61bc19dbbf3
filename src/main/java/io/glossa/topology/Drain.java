package io.glossa.topology;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the work in an orderly way: once begun, a task takes a record only to finish it before it
 * takes another, as far as its patience goes, so that soon nothing is in flight and the stream can
 * be closed. One per application; thread-safe.
 */
public final class Drain {

  private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
  private final InputGate input = new InputGate();
  private volatile boolean begun;

  /** What one task has in flight. Changed by its stream thread alone. */
  final class Task {
    private volatile int inFlight;
    private volatile boolean drained;

    private Task() {}

    /** So many records are in flight now. */
    void changed(int records) {
      inFlight = records;
      if (begun && records == 0) {
        drained = true;
      }
    }

    void leave() {
      tasks.remove(this);
    }
  }

  /** A task that begins, with nothing in flight. */
  Task join() {
    Task task = new Task();
    tasks.add(task);
    return task;
  }

  /** What holds partitions back whose tasks are behind. */
  InputGate input() {
    return input;
  }

  public void begin() {
    begun = true;
  }

  public boolean hasBegun() {
    return begun;
  }

  /** Records in flight over all tasks of the JVM. */
  public int inFlight() {
    return tasks.stream().mapToInt(task -> task.inFlight).sum();
  }

  /**
   * Waits until every task has had nothing in flight since the drain began. Under live input tasks
   * go on, one record at a time, so a moment in which all of them are idle may never come.
   *
   * @return whether that happened within the limit
   */
  public boolean await(Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    while (tasks.stream().anyMatch(task -> task.inFlight > 0 && !task.drained)) {
      if (System.nanoTime() - endNanos >= 0) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
