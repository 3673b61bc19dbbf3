package io.glossa.embedding.hub;

import java.time.Duration;

/**
 * How patient a transfer is, and how much it takes.
 *
 * @param attempts tries without progress before giving up
 * @param firstPause between the first two; it doubles from one to the next
 * @param longestPause bound of the pauses, and of what a server may ask for
 * @param connectTimeout for a connection
 * @param stallTimeout without an answer or a byte
 * @param maxFileBytes of a file at most
 * @param maxAnswerBytes of a listing at most
 */
public record TransferPolicy(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration connectTimeout,
    Duration stallTimeout,
    long maxFileBytes,
    int maxAnswerBytes) {

  public static TransferPolicy defaults() {
    return new TransferPolicy(
        5,
        Duration.ofSeconds(1),
        Duration.ofMinutes(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        20L << 30,
        16 << 20);
  }

  TransferPolicy withAttempts(int count) {
    return new TransferPolicy(
        count,
        firstPause,
        longestPause,
        connectTimeout,
        stallTimeout,
        maxFileBytes,
        maxAnswerBytes);
  }
}
