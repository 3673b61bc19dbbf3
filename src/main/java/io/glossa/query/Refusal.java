package io.glossa.query;

/** A request that is answered with an error. The message is shown to the client. */
final class Refusal extends RuntimeException {

  private final int status;
  private final String code;

  private Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, "bad_request", message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "not_found", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
