package io.glossa.query;

import static io.glossa.query.RunningServer.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.embedding.ModelIdentity;
import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryServerTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.reset();
  }

  @Test
  void answersADocumentWithItsOpenReview() {
    server.state.documents.put("a", "1");
    server.state.reviews.put("a", "2");

    HttpResponse<String> response = server.get("/v1/documents/a");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=utf-8");
    JsonNode body = body(response);
    assertThat(body.at("/id").asText()).isEqualTo("a");
    assertThat(body.at("/local").asBoolean()).isTrue();
    assertThat(body.at("/document/topic").asText()).isEqualTo("glossa.enriched.documents.v1");
    assertThat(body.at("/document/value").asInt()).isEqualTo(1);
    assertThat(body.at("/document/vectors").asBoolean()).isFalse();
    assertThat(body.at("/review/topic").asText()).isEqualTo("glossa.review.quality.v1");
    assertThat(body.at("/review/value").asInt()).isEqualTo(2);
  }

  @Test
  void answersADocumentThatIsOnlyUnderReview() {
    server.state.reviews.put("a", "2");

    JsonNode body = body(server.get("/v1/documents/a"));

    assertThat(body.at("/document").isNull()).isTrue();
    assertThat(body.at("/review/value").asInt()).isEqualTo(2);
  }

  @Test
  void addsVectorsOnRequestAlone() {
    server.state.documents.put("a", "1");

    assertThat(body(server.get("/v1/documents/a?vectors=true")).at("/document/vectors").asBoolean())
        .isTrue();
    refused(server.get("/v1/documents/a?vectors=maybe"), 400, "bad_request");
  }

  @Test
  void saysThatADocumentIsMissing() {
    refused(server.get("/v1/documents/nobody"), 404, "not_found");
    refused(server.get("/v1/reviews/nobody"), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "/a",
        "a/",
        "a//b",
        "./..",
        "..",
        "50% + 1",
        "a b",
        "a+b",
        "a?b#c",
        "a;b=c",
        "a%2Fb",
        "\u00fcber/\u6587\u66f8",
        "\ud83d\udcda",
        "\n\u007f",
        "\"quoted\"\\"
      })
  void findsADocumentByAnyId(String id) {
    server.state.documents.put(id, "1");
    server.state.reviews.put(id, "2");
    String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

    HttpResponse<String> document = server.get("/v1/documents/" + encoded);
    HttpResponse<String> review = server.get("/v1/reviews/" + encoded);

    assertThat(document.statusCode()).as(document.body()).isEqualTo(200);
    assertThat(body(document).at("/id").asText()).isEqualTo(id);
    assertThat(body(review).at("/id").asText()).isEqualTo(id);
  }

  @Test
  void takesSlashesAndPlusSignsOfAnIdAsTheyStand() {
    server.state.documents.put("a/b+c", "1");
    server.state.documents.put("a/", "2");

    assertThat(server.get("/v1/documents/a/b+c").statusCode()).isEqualTo(200);
    assertThat(body(server.get("/v1/documents/a/")).at("/document/value").asInt()).isEqualTo(2);
    refused(server.get("/v1/documents/a"), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%4", "%ff", "%c3%28", "%00"})
  void refusesAnIdThatIsNotPercentEncodedUtf8(String encoded) throws IOException {
    String response = raw("GET /v1/documents/" + encoded + " HTTP/1.1");

    assertThat(response).startsWith("HTTP/1.1 400").contains("\"code\":\"bad_request\"");
  }

  @Test
  void refusesAnIdOrAHeaderThatIsTooLong() throws IOException {
    refused(server.get("/v1/documents/" + "x".repeat(4097)), 400, "bad_request");
    assertThat(server.get("/v1/documents/" + "x".repeat(4096)).statusCode()).isEqualTo(404);
    assertThat(raw("GET /v1/documents/" + "x".repeat(40_000) + " HTTP/1.1"))
        .startsWith("HTTP/1.1 414")
        .contains("\"code\":\"uri_too_long\"");
  }

  @Test
  void refusesWhatIsNotHttp() throws IOException {
    assertThat(raw("NONSENSE")).startsWith("HTTP/1.1 400").contains("\"code\":\"bad_request\"");
  }

  @Test
  void asksToRetryWhileTheStoresAreNotAvailable() {
    server.state.failure = new StoreUnavailableException("the stream is REBALANCING");

    for (String path :
        List.of("/v1/documents/a", "/v1/reviews", "/v1/reviews/a", "/v1/statistics")) {
      HttpResponse<String> response = server.get(path);
      refused(response, 503, "unavailable");
      assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }
  }

  @Test
  void namesTheInstanceThatOwnsADocument() {
    server.state.failure = new KeyElsewhereException("a", "other", 8081);

    HttpResponse<String> response = server.get("/v1/documents/a");

    refused(response, 421, "misdirected");
    assertThat(body(response).at("/error/owner").asText()).isEqualTo("other:8081");
  }

  @Test
  void keepsTheCauseOfAFailureToItself() {
    server.state.documents.put("a", "broken");

    HttpResponse<String> response = server.get("/v1/documents/a");

    refused(response, 500, "internal");
    assertThat(response.body()).doesNotContain("secret", "Exception", "at io.");
  }

  @Test
  void pagesThroughReviewsInTheOrderOfTheirIds() {
    for (String id : List.of("c", "a", "e", "b", "d")) {
      server.state.reviews.put(id, "\"" + id + "\"");
    }

    JsonNode first = body(server.get("/v1/reviews?limit=2"));
    JsonNode second = body(server.get("/v1/reviews?limit=2&after=" + first.at("/next").asText()));
    JsonNode third = body(server.get("/v1/reviews?limit=2&after=" + second.at("/next").asText()));

    assertThat(values(first)).containsExactly("a", "b");
    assertThat(values(second)).containsExactly("c", "d");
    assertThat(values(third)).containsExactly("e");
    assertThat(third.at("/next").isNull()).isTrue();
    for (String limit : List.of("0", "-1", "501", "many", "99999999999")) {
      refused(server.get("/v1/reviews?limit=" + limit), 400, "bad_request");
    }
  }

  @Test
  void sumsStatisticsByRouteLanguageAndDomain() {
    server.state.tallies.put(new TallyKey("enriched", "en", "sport"), new Tally(3, 27));
    server.state.tallies.put(new TallyKey("review.quality", "en", "sport"), new Tally(1, 3));
    server.state.tallies.put(new TallyKey("review.failed", "und", "unknown"), new Tally(2, 0));

    JsonNode body = body(server.get("/v1/statistics"));

    assertThat(body.at("/total/count").asInt()).isEqualTo(6);
    assertThat(body.at("/total/meanQuality").asDouble()).isEqualTo(7.5);
    assertThat(body.at("/byRoute/0/route").asText()).isEqualTo("enriched");
    assertThat(body.at("/byRoute/0/meanQuality").asDouble()).isEqualTo(9);
    assertThat(body.at("/byRoute/1/route").asText()).isEqualTo("review.failed");
    assertThat(body.at("/byRoute/1/meanQuality").isNull()).isTrue();
    assertThat(body.at("/byLanguage/0/language").asText()).isEqualTo("en");
    assertThat(body.at("/byLanguage/0/count").asInt()).isEqualTo(4);
    assertThat(body.at("/byDomain/1/domain").asText()).isEqualTo("unknown");
    assertThat(body.at("/tallies").size()).isEqualTo(3);
  }

  @Test
  void tellsWhatTheStreamDoes() {
    server.state.status =
        new StreamStatus(
            "RUNNING",
            5,
            List.of(
                new StreamStatus.ThreadStatus(
                    "t-1", "RUNNING", List.of("0_0"), List.of(), List.of("in-0"))));

    JsonNode body = body(server.get("/v1/status"));

    assertThat(body.at("/state").asText()).isEqualTo("RUNNING");
    assertThat(body.at("/model/id").asText()).isEqualTo("fake");
    assertThat(body.at("/model/revision").asText()).isEqualTo("r1");
    assertThat(body.at("/inFlight").asInt()).isEqualTo(5);
    assertThat(body.at("/queue").asInt()).isEqualTo(7);
    assertThat(body.at("/threads/0/tasks/0").asText()).isEqualTo("0_0");
    assertThat(body.at("/threads/0/partitions/0").asText()).isEqualTo("in-0");
  }

  @Test
  void isReadyOnlyWhenTheStreamRunsAndTheModelIsWarm() {
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);

    server.state.status = new StreamStatus("REBALANCING", 0, List.of());
    server.model = new ModelStatus(new ModelIdentity("fake", "r1"), false, 0);
    HttpResponse<String> response = server.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(body(response).at("/reasons").size()).isEqualTo(2);
    assertThat(body(response).at("/reasons/0").asText()).contains("REBALANCING");
    assertThat(body(response).at("/reasons/1").asText()).contains("model");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotAliveWhenTheStreamIsBroken() {
    server.state.status = new StreamStatus("ERROR", 0, List.of());

    assertThat(server.get("/health/live").statusCode()).isEqualTo(503);
  }

  @Test
  void answersMetricsAsText() {
    HttpResponse<String> response = server.get("/metrics");

    assertThat(response.body()).isEqualTo("fake_metric 1\n");
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  void answersHeadAsGetWithoutABody() {
    server.state.documents.put("a", "1");

    HttpResponse<String> found = server.send("HEAD", "/v1/documents/a");
    HttpResponse<String> missing = server.send("HEAD", "/v1/documents/b");

    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).isEmpty();
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEmpty();
  }

  @Test
  void refusesUnknownPathsAndOtherMethods() {
    for (String path : List.of("/", "/v1", "/v1/documents", "/v1/documents/", "/v2/documents/a")) {
      assertThat(server.get(path).statusCode()).as(path).isIn(400, 404);
      assertThat(body(server.get(path)).at("/error/code").asText()).as(path).isNotEmpty();
    }
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> response = server.send(method, "/v1/documents/a");
      refused(response, 405, "method_not_allowed");
      assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }
    assertThat(server.send("POST", "/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void doesNotStartOnAPortThatIsTaken() {
    try (RunningServer other = new RunningServer(server.port(), false)) {
      assertThatThrownBy(other::start).isInstanceOf(RuntimeException.class);
    }
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void listensOnLoopbackAlone() {
    assertThat(QuerySettings.defaults().host()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> new QuerySettings("127.0.0.1", 65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  private static void refused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(body(response).at("/error/code").asText()).isEqualTo(code);
    assertThat(body(response).at("/error/message").asText()).isNotEmpty();
  }

  private static List<String> values(JsonNode page) {
    return page.at("/reviews").findValuesAsText("value");
  }

  /** What a client that checks nothing would send. */
  private static String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        InputStream answer = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(
              (requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
