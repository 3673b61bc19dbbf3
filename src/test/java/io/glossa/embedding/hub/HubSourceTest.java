package io.glossa.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.Pooling;
import io.glossa.testkit.HubFault;
import io.glossa.testkit.HubRepository;
import io.glossa.testkit.HubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSourceTest {

  private static final String ID = "some-org/some-model";
  private static final String COMMIT = "a".repeat(40);

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

  @Test
  void fetchesWhatABundleNeedsAndNothingElse() throws IOException {
    Path directory = fetches().directory(ID);

    BundleManifest manifest = ModelBundle.open(directory).manifest();
    assertThat(manifest.id()).isEqualTo(ID);
    assertThat(manifest.dimension()).isEqualTo(64);
    assertThat(manifest.normalised()).isTrue();
    assertThat(manifest.prompts()).isEqualTo(Map.of("query", "find: "));
    assertThat(manifest.languages()).containsExactly("en");
    assertThat(manifest.licence()).isEqualTo("Apache-2.0");
    assertThat(manifest.files())
        .containsExactlyInAnyOrder(
            "config_sentence_transformers.json",
            "model.safetensors",
            "modules.json",
            "tokenizer.json");
    assertThat(Files.readAllBytes(directory.resolve(HubRepository.WEIGHTS)))
        .isEqualTo(repository.files().get(HubRepository.WEIGHTS));
    assertThat(server.requests).noneMatch(request -> request.path().contains("onnx"));
    assertThat(server.requests).noneMatch(request -> request.path().endsWith(".bin"));
    assertThat(directory).isEqualTo(directory.resolveSibling(COMMIT));
  }

  @Test
  void theTokenGoesToTheHubAndNotToItsStore() {
    server.put(ID, repository.gated("hf_secret"));
    fetches().token("hf_secret").directory(ID);

    assertThat(server.requests).anyMatch(request -> request.server().equals("store"));
    assertThat(server.requests)
        .allSatisfy(
            request ->
                assertThat(request.authorization())
                    .isEqualTo(request.server().equals("hub") ? "Bearer hf_secret" : "null"));
  }

  @Test
  void gatedModelWithoutTokenIsRefusedWithWhatToDo() {
    server.put(ID, repository.gated("hf_secret"));

    assertThatThrownBy(() -> fetches().directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("GatedRepo")
        .hasMessageContaining("HF_TOKEN");
    assertThatThrownBy(() -> fetches().token("hf_other").directory(ID))
        .hasMessageContaining("the token in HF_TOKEN does not open it")
        .hasMessageNotContaining("hf_other");
    assertThat(new AccessToken("hf_other").toString()).doesNotContain("hf_other");
  }

  @Test
  void branchIsAskedAgainButACommitNever() {
    Path directory = fetches().directory(ID);
    server.requests.clear();

    assertThat(fetches().directory(ID)).isEqualTo(directory);
    assertThat(server.requests).hasSize(1);
    assertThat(fetches().directory(ID + "@" + COMMIT)).isEqualTo(directory);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void movedBranchIsFetchedAndTheOldCommitStays() throws IOException {
    Path before = fetches().directory("hf://" + ID);
    server.put(ID, HubRepository.of(2, 'b'));
    Path after = fetches().directory(ID);

    assertThat(after).isNotEqualTo(before);
    assertThat(fetches().directory(ID + "@" + COMMIT)).isEqualTo(before);
  }

  @Test
  void withoutTheHubTheCacheAnswers() {
    Path directory = fetches().directory(ID);
    server.close();

    Fetches fetches = fetches();
    assertThat(fetches.directory(ID)).isEqualTo(directory);
    assertThat(fetches.notes).anyMatch(note -> note.contains("from the cache"));
    assertThat(fetches().directory(ID + "@" + COMMIT)).isEqualTo(directory);
    assertThat(fetches().offline().directory(ID)).isEqualTo(directory);
    assertThatThrownBy(() -> fetches().directory("some-org/never-fetched"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("never-fetched")
        .hasMessageContaining("failed 3 times");
    assertThatThrownBy(() -> fetches().offline().directory("some-org/never-fetched"))
        .hasMessageContaining("model.hub.offline");
  }

  @Test
  void unknownModelAndRevisionAreNamed() {
    assertThatThrownBy(() -> fetches().directory("some-org/none"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("some-org/none@main")
        .hasMessageContaining("RepoNotFound");
    assertThatThrownBy(() -> fetches().directory(ID + "@v9"))
        .hasMessageContaining("RevisionNotFound");
  }

  @Test
  void renamedModelIsFollowed() {
    server.fail(
        "/api/models/old-org/old-name/revision/main",
        new HubFault.Redirect("/api/models/" + ID + "/revision/main"));
    assertThatThrownBy(() -> fetches().directory("old-org/old-name"))
        .as("only the listing is redirected here")
        .hasMessageContaining("resolve/" + COMMIT);
  }

  @Test
  void redirectToAnotherHostIsRefused() {
    server.fail(HubRepository.WEIGHTS, new HubFault.Redirect("https://evil.example/x?secret=1"));
    assertThatThrownBy(() -> fetches().directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("evil.example")
        .hasMessageContaining("model.hub.allowed-hosts")
        .hasMessageNotContaining("secret=1");
    // The negative control: the store itself is such a host unless it is listed.
    assertThatThrownBy(() -> fetches().hosts("127.0.0.1").directory(ID))
        .hasMessageContaining("the host localhost is not in");
    assertThat(fetches().directory(ID)).exists();
  }

  @Test
  void namesThatLeaveTheDirectoryAreRefused() {
    for (String name : List.of("../../evil.json", "/etc/evil.json", "a/../../evil.json")) {
      server.put(ID, repository.with(name, new byte[1]));
      assertThatThrownBy(() -> fetches().directory(ID))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(name);
    }
    server.put(
        ID, repository.with("modules.json", HubRepository.utf8("[{\"path\":\"../../evil\"}]")));
    assertThatThrownBy(() -> fetches().directory(ID)).hasMessageContaining("../../evil");
    server.put(ID, repository.with("config\\..\\x.json", new byte[1]));
    assertThatThrownBy(() -> fetches().directory(ID)).hasMessageContaining("x.json");
  }

  @Test
  void repositoryWithoutSafetensorsOrTokenizerIsRefusedBeforeAnythingLarge() {
    server.put(ID, repository.without(HubRepository.WEIGHTS));
    assertThatThrownBy(() -> fetches().directory(ID))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("no safetensors")
        .hasMessageContaining("pytorch_model.bin");
    server.put(ID, repository.without("tokenizer.json"));
    assertThatThrownBy(() -> fetches().directory(ID)).hasMessageContaining("no tokenizer.json");
    assertThat(server.requests).noneMatch(request -> request.server().equals("store"));
  }

  @Test
  void bareModelOfAPresetIsCompleted() throws IOException {
    server.put("intfloat/e5-small-v2", HubRepository.bareBert(3, 'c'));
    BundleManifest manifest = ModelBundle.open(fetches().directory("e5-small")).manifest();

    assertThat(manifest.id()).isEqualTo("intfloat/e5-small-v2");
    assertThat(manifest.pooling()).containsExactly(Pooling.MEAN);
    assertThat(manifest.normalised()).isTrue();
    assertThat(manifest.maxTokens()).isEqualTo(512);
    assertThat(manifest.documentPrompt()).isEqualTo("passage: ");
    assertThat(manifest.prompts()).containsEntry("query", "query: ");
    server.put("BAAI/bge-small-en-v1.5", HubRepository.bareBert(4, 'd'));
    assertThat(ModelBundle.open(fetches().directory("bge-small")).manifest().pooling())
        .containsExactly(Pooling.CLS);
  }

  @Test
  void mirrorWithoutChecksumsInItsListingIsCheckedByItsTags() {
    server.listWithoutChecksums();
    assertThat(ModelBundle.open(fetches().directory(ID)).manifest().id()).isEqualTo(ID);
    server.put(ID, repositoryOf('e'));
    server.fail("tokenizer.json", new HubFault.WrongByte(), new HubFault.WrongByte());
    assertThatThrownBy(() -> fetches().directory(ID)).hasMessageContaining("tokenizer.json");
  }

  private static HubRepository repositoryOf(char digit) {
    try {
      return HubRepository.of(digit, digit);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
