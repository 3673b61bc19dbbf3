package io.glossa.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelBundle;
import io.glossa.testkit.HubFault;
import io.glossa.testkit.HubRepository;
import io.glossa.testkit.HubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a network does to a fetch. */
class InterruptedFetchTest {

  private static final String ID = "some-org/some-model";
  private static final String WEIGHTS = HubRepository.WEIGHTS;
  private static final int PART = 400_000;

  @TempDir Path cache;
  private HubServer server;
  private byte[] weights;

  @BeforeEach
  void start() throws IOException {
    server = new HubServer();
    HubRepository repository = HubRepository.of(1, 'a');
    weights = repository.files().getOrDefault(WEIGHTS, new byte[0]);
    server.put(ID, repository);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Fetches fetches() {
    return new Fetches(server, cache);
  }

  private void assertFetched(Path directory) throws IOException {
    assertThat(Files.readAllBytes(directory.resolve(WEIGHTS))).isEqualTo(weights);
    assertThat(ModelBundle.open(directory).manifest().id()).isEqualTo(ID);
  }

  private List<String> ranges() {
    return server.requests.stream()
        .filter(request -> request.server().equals("store"))
        .map(HubServer.Request::range)
        .toList();
  }

  @Test
  void cutConnectionGoesOnWhereItBroke() throws IOException {
    server.fail(WEIGHTS, new HubFault.CutAfter(PART), new HubFault.CutAfter(PART));
    assertFetched(fetches().directory(ID));

    assertThat(ranges()).hasSize(3);
    assertThat(ranges().subList(1, 3)).allMatch(range -> range.matches("bytes=[1-9]\\d*-"));
    // Whatever was on its way when the connection broke may come twice, the rest must not.
    assertThat(server.served(WEIGHTS)).isBetween((long) weights.length, weights.length + PART / 2L);
  }

  @Test
  void nextProcessGoesOnWhereTheLastOneStopped() throws IOException {
    server.fail(WEIGHTS, new HubFault.EndAfter(PART));
    assertThatThrownBy(() -> fetches().attempts(1).directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("what arrived is kept");
    assertThat(new ModelCache(cache).models()).isEmpty();
    assertFetched(fetches().directory(ID));

    assertThat(ranges()).containsExactly("null", "bytes=" + PART + "-");
    assertThat(server.served(WEIGHTS)).isEqualTo(weights.length);
    assertThat(server.requests)
        .as("small files that are complete are not asked for again")
        .filteredOn(request -> request.path().endsWith("tokenizer.json"))
        .hasSize(1);
  }

  @Test
  void serverThatIgnoresRangesIsReadFromTheStart() throws IOException {
    server.fail(WEIGHTS, new HubFault.EndAfter(PART), new HubFault.IgnoreRange());
    assertFetched(fetches().directory(ID));
  }

  @Test
  void serverThatNeverGetsFurtherIsGivenUp() {
    HubFault.EndAfter end = new HubFault.EndAfter(PART);
    for (int i = 0; i < 50; i++) {
      server.fail(WEIGHTS, i == 0 ? end : new HubFault.EndAfter(0));
    }
    assertThatThrownBy(() -> fetches().directory(ID)).hasMessageContaining("failed 3 times");
    assertThat(ranges()).hasSize(3);
  }

  @Test
  void stalledConnectionIsGivenUpAndContinued() throws IOException {
    server.fail(WEIGHTS, new HubFault.StallAfter(PART));
    Fetches fetches = fetches().stallTimeout(Duration.ofMillis(700));
    assertFetched(fetches.directory(ID));
    assertThat(fetches.notes).anyMatch(note -> note.contains("no byte in 700 ms"));
  }

  @Test
  void retryAfterIsHonoured() {
    server.fail("listing", new HubFault.Status(429, "7"), new HubFault.Status(503, ""));
    Fetches fetches = fetches();
    assertThat(fetches.directory(ID)).exists();
    assertThat(fetches.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(2));
  }

  @Test
  void serverThatAsksToComeBackTomorrowIsNotWaitedFor() {
    server.fail("listing", new HubFault.Status(429, "86400"));
    Fetches fetches = fetches();
    assertThatThrownBy(() -> fetches.directory(ID)).hasMessageContaining("come back in 86400 s");
    assertThat(fetches.pauses).isEmpty();
  }

  @Test
  void brokenServerIsTriedAsOftenAsAllowed() {
    HubFault.Status down = new HubFault.Status(502, "");
    server.fail("listing", down, down, down, down);
    Fetches fetches = fetches();
    assertThatThrownBy(() -> fetches.directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("failed 3 times")
        .hasMessageContaining("status 502");
    assertThat(fetches.pauses).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  @Test
  void wrongByteOnTheWayIsNoticedAndFetchedAgain() throws IOException {
    server.fail(WEIGHTS, new HubFault.WrongByte());
    Fetches fetches = fetches();
    assertFetched(fetches.directory(ID));
    assertThat(fetches.notes).anyMatch(note -> note.contains("damaged on the way"));
    assertThat(server.served(WEIGHTS)).isEqualTo(2L * weights.length);
  }

  @Test
  void fileThatIsAlwaysWrongIsRefused() {
    server.fail(WEIGHTS, new HubFault.WrongByte(), new HubFault.WrongByte());
    assertThatThrownBy(() -> fetches().directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(WEIGHTS)
        .hasMessageContaining("instead of sha256:" + HubServer.sha256(weights));
    assertThat(new ModelCache(cache).models()).isEmpty();
  }

  @Test
  void fileBeyondTheLimitIsRefused() {
    assertThatThrownBy(() -> fetches().maxFileBytes(100_000).directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("expected at most 100000");
    assertThat(server.served(WEIGHTS)).isLessThanOrEqualTo(weights.length);
  }
}
