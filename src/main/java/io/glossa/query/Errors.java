package io.glossa.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failed request becomes an answer: {@code {"error":{code,message}}}. */
final class Errors {

  private static final Logger log = LoggerFactory.getLogger(Errors.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private Errors() {}

  static void handle(RoutesConfig routes) {
    routes.exception(
        Refusal.class,
        (refusal, request) -> answer(request, refusal.status(), refusal.code(), message(refusal)));
    routes.exception(
        StoreUnavailableException.class,
        (unavailable, request) -> {
          request.header("Retry-After", RETRY_AFTER_SECONDS);
          answer(request, 503, "unavailable", message(unavailable));
        });
    routes.exception(
        KeyElsewhereException.class,
        (elsewhere, request) -> {
          ObjectNode body = body("misdirected", message(elsewhere));
          body.withObject("error").put("owner", elsewhere.owner());
          Json.answer(request.status(421), body);
        });
    routes.exception(HttpResponseException.class, Errors::unrouted);
    routes.exception(Exception.class, Errors::internal);
  }

  static ObjectNode body(String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    return body;
  }

  /** A name for a status that was not given by this package, such as {@code uri_too_long}. */
  static String code(int status) {
    return switch (status) {
      case 400 -> "bad_request";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 413 -> "too_large";
      case 414 -> "uri_too_long";
      case 431 -> "headers_too_large";
      case 500 -> "internal";
      default -> "status_" + status;
    };
  }

  private static void unrouted(HttpResponseException refused, Context request) {
    int status = refused.getStatus();
    switch (status) {
      case 404 -> answer(request, 404, code(404), "there is nothing at this path");
      case 405 -> {
        request.header("Allow", "GET, HEAD");
        answer(request, 405, code(405), "queries are read-only: GET and HEAD");
      }
      default -> answer(request, status, code(status), message(refused));
    }
  }

  private static void internal(Exception failure, Context request) {
    log.warn("a {} request failed", request.method().toString().toLowerCase(Locale.ROOT), failure);
    answer(request, 500, code(500), "the request failed; the log says why");
  }

  private static void answer(Context request, int status, String code, String message) {
    Json.answer(request.status(status), body(code, message));
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
