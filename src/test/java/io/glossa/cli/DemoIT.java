package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DemoIT {

  @Test
  void samplesHaveEveryFateAndEndInFigures() throws IOException {
    Shell.Result result = Shell.run("demo", "--once", "--json");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
    String last = result.out().lines().reduce("", (before, line) -> line);
    JsonNode report = new ObjectMapper().readTree(last);
    assertThat(report.path("command").asText()).isEqualTo("demo");
    assertThat(report.path("revision").asText()).isNotEmpty();
    assertThat(report.path("machine").asText()).isNotEmpty();
    for (String name :
        new String[] {
          "demo.enriched",
          "demo.review.quality",
          "demo.review.failed",
          "demo.dead-letters",
          "demo.deleted",
          "demo.unchanged"
        }) {
      assertThat(figure(report, name)).as(name).isPositive();
    }
    assertThat(figure(report, "demo.lost")).isZero();
    assertThat(result.out()).contains("ROUTE", "en-coral", "2 chunks");
  }

  private static long figure(JsonNode report, String name) {
    for (JsonNode result : report.path("results")) {
      if (result.path("name").asText().equals(name)) {
        return result.path("value").asLong();
      }
    }
    throw new AssertionError("no figure " + name + " in " + report);
  }
}
