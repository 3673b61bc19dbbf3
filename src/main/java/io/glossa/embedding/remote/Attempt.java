package io.glossa.embedding.remote;

import java.time.Duration;
import java.util.List;

/** How one request ended. Sentences hold neither key nor text. */
sealed interface Attempt {

  /**
   * The service answered with vectors, not looked into yet.
   *
   * @param vectors one for each text, in the order of the texts
   * @param tokens as the service counts them; -1 where it does not say
   */
  record Answered(List<float[]> vectors, long tokens) implements Attempt {}

  /**
   * The service does not take these texts, or its answer cannot be read.
   *
   * @param status of HTTP
   * @param sentence what was wrong
   */
  record Refused(int status, String sentence) implements Attempt {}

  /**
   * May go well later.
   *
   * @param sentence what was wrong
   * @param leastWait what the service asks to wait; zero when it asks for nothing
   */
  record Failed(String sentence, Duration leastWait) implements Attempt {}

  /**
   * Nothing will go well until somebody acts: the key, the address or the account is wrong.
   *
   * @param sentence what was wrong
   */
  record Broken(String sentence) implements Attempt {}
}
