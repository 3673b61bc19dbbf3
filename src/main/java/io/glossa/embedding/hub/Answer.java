package io.glossa.embedding.hub;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer at the end of the redirects. Close it when the body is read or not wanted.
 *
 * @param address that gave it
 * @param status HTTP status, 200 or 206 or 416
 * @param headers of the last answer
 * @param linked what the service itself said of the file: its checksum, when it named one
 * @param linkedBytes what the service itself said of the file's size
 * @param body of the last answer
 */
record Answer(
    URI address,
    int status,
    HttpHeaders headers,
    Optional<Checksum> linked,
    OptionalLong linkedBytes,
    BodyReader body)
    implements AutoCloseable {

  /** The tag with which the server at the end recognises the same contents; empty if weak. */
  String strongTag() {
    return headers
        .firstValue("ETag")
        .filter(tag -> tag.startsWith("\"") && tag.length() < 200)
        .orElse("");
  }

  /** A checksum in the tag of the answer itself; small files of the hub have one. */
  Optional<Checksum> tagged() {
    return headers.firstValue("ETag").flatMap(Checksum::ofEtag);
  }

  @Override
  public void close() {
    body.close();
  }
}
