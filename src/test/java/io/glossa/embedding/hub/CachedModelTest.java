package io.glossa.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelBundle;
import io.glossa.testkit.HubRepository;
import io.glossa.testkit.HubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedModelTest {

  private static final String ID = "some-org/some-model";

  @TempDir Path cache;
  private HubServer server;
  private HubRepository repository;

  @BeforeEach
  void start() throws IOException {
    server = new HubServer();
    repository = HubRepository.of(1, 'a');
    server.put(ID, repository);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Fetches fetches() {
    return new Fetches(server, cache);
  }

  private static void flipOneBit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void oneBitInTheCacheIsFoundRefusedAndRepaired() throws IOException {
    Path directory = fetches().directory(ID);
    CachedModel model = new ModelCache(cache).find(ID).get(0);
    assertThat(model.damages()).isEmpty();

    flipOneBit(directory.resolve(HubRepository.WEIGHTS));
    assertThat(model.damages())
        .containsExactly(new Receipt.Damage(HubRepository.WEIGHTS, "has other contents"));
    assertThatThrownBy(() -> ModelBundle.open(fetches().directory(ID)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("damaged or was changed");

    server.requests.clear();
    CachedModel repaired = fetches().sources().pull(ID);
    assertThat(repaired.damages()).isEmpty();
    assertThat(ModelBundle.open(repaired.directory()).manifest().id()).isEqualTo(ID);
    assertThat(server.requests)
        .as("only what was damaged is fetched again")
        .filteredOn(request -> request.path().contains("/resolve/"))
        .allMatch(request -> request.path().endsWith(HubRepository.WEIGHTS));
  }

  @Test
  void missingAndAddedFilesAreDamages() throws IOException {
    Path directory = fetches().directory(ID);
    Files.delete(directory.resolve("tokenizer.json"));
    Files.writeString(directory.resolve("extra.json"), "{}");
    assertThat(new ModelCache(cache).models().get(0).damages())
        .containsExactlyInAnyOrder(
            new Receipt.Damage("tokenizer.json", "missing"),
            new Receipt.Damage("extra.json", "was not fetched"));
    assertThat(fetches().sources().pull(ID).damages()).isEmpty();
  }

  @Test
  void cachedModelsAreFoundByNameBranchAndCommit() throws IOException {
    fetches().directory(ID);
    server.put(ID, HubRepository.of(2, 'b'));
    fetches().directory(ID);

    ModelCache models = new ModelCache(cache);
    assertThat(models.find(ID)).hasSize(2);
    assertThat(models.find("hf://" + ID + "@main"))
        .singleElement()
        .satisfies(model -> assertThat(model.receipt().commit()).startsWith("b"));
    assertThat(models.find(ID + "@aaaaaaa")).hasSize(1);
    assertThat(models.find(ID + "@v2")).isEmpty();
    assertThat(models.find("some-org/other")).isEmpty();
  }

  @Test
  void threadsThatFetchTheSameModelFetchItOnce() {
    List<CompletableFuture<Path>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(CompletableFuture.supplyAsync(() -> fetches().directory(ID)));
    }
    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(server.served(HubRepository.WEIGHTS)).isEqualTo(weightBytes());
  }

  @Test
  void processesThatFetchTheSameModelFetchItOnce() throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      children.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FetchChild.class.getName(),
                  server.url(),
                  cache.toString(),
                  ID)
              .redirectErrorStream(true)
              .start());
    }
    for (Process child : children) {
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as(said).isZero();
    }
    assertThat(server.served(HubRepository.WEIGHTS)).isEqualTo(weightBytes());
    assertThat(new ModelCache(cache).models()).hasSize(1);
  }

  private long weightBytes() {
    return repository.files().getOrDefault(HubRepository.WEIGHTS, new byte[0]).length;
  }
}
