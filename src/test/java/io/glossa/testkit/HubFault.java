package io.glossa.testkit;

/** What goes wrong with one answer of a {@link HubServer}. */
public sealed interface HubFault {

  /** A status instead of the file. */
  record Status(int code, String retryAfter) implements HubFault {}

  /** The connection breaks after so many bytes. */
  record CutAfter(int bytes) implements HubFault {}

  /** The answer ends properly, but is too short. */
  record EndAfter(int bytes) implements HubFault {}

  /** Nothing comes after so many bytes, and the connection stays. */
  record StallAfter(int bytes) implements HubFault {}

  /** One byte is another one. */
  record WrongByte() implements HubFault {}

  /** The whole file comes, whatever was asked for. */
  record IgnoreRange() implements HubFault {}

  /** A redirect to another place. */
  record Redirect(String location) implements HubFault {}
}
