package io.glossa.embedding.remote;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service asks to wait. Sources: RFC 9110, 10.2.3 ({@code Retry-After}); OpenAI's guide to
 * rate limits ({@code x-ratelimit-*}, durations such as {@code 6m0s}); {@code retry-after-ms} as
 * OpenAI's own clients read it.
 */
final class ServerWaits {

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|s|m|h|d)");

  private ServerWaits() {}

  /**
   * The wait before the next request.
   *
   * @param now the time of day
   * @param tokens of that request
   * @return zero when nothing is asked for, or it cannot be read
   */
  static Duration of(HttpHeaders headers, Instant now, long tokens) {
    Duration wait = seconds(first(headers, "retry-after-ms"), 1e-3);
    if (wait.isZero()) {
      String after = first(headers, "retry-after");
      wait =
          after.isEmpty() || Character.isDigit(after.charAt(0)) ? seconds(after, 1) : Duration.ZERO;
      if (wait.isZero()) {
        wait = until(after, now);
      }
    }
    if (wait.isZero()) {
      Duration requests = reset(headers, "requests", 1);
      Duration forTokens = reset(headers, "tokens", tokens);
      wait = requests.compareTo(forTokens) > 0 ? requests : forTokens;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** The time until a limit is reset, if what remains of it is not enough. */
  private static Duration reset(HttpHeaders headers, String limit, long needed) {
    String remaining = first(headers, "x-ratelimit-remaining-" + limit);
    if (remaining.matches("\\d{1,18}") && Long.parseLong(remaining) >= needed) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(first(headers, "x-ratelimit-reset-" + limit));
    double seconds = 0;
    while (part.find()) {
      double unit =
          switch (part.group(2)) {
            case "us" -> 1e-6;
            case "ms" -> 1e-3;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
          };
      seconds += Double.parseDouble(part.group(1)) * unit;
    }
    return ofSeconds(seconds);
  }

  private static Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    } catch (DateTimeException e) {
      // No date that anybody could wait for.
      return Duration.ZERO;
    }
  }

  private static Duration seconds(String number, double unit) {
    return number.matches("\\d{1,12}(\\.\\d{1,9})?")
        ? ofSeconds(Double.parseDouble(number) * unit)
        : Duration.ZERO;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofNanos((long) (Math.min(seconds, (double) LONGEST.toSeconds()) * 1e9));
  }

  private static String first(HttpHeaders headers, String name) {
    return headers.firstValue(name).orElse("").strip();
  }
}
