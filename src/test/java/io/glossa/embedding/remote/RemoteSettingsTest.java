package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080",
        "http://[::1]:8080/v1"
      })
  void takesHttpsAndThisMachine(String url) {
    assertThat(Addresses.checked(URI.create(url), false)).isEqualTo(URI.create(url));
    assertThat(Addresses.checked(URI.create(url + "/"), false)).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.7/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://127.example.com"
      })
  void plainHttpBeyondThisMachineMustBeAllowed(String url) {
    assertThatThrownBy(() -> Addresses.checked(URI.create(url), false))
        .hasMessageContaining("in the clear")
        .hasMessageContaining("plain-http=true");
    assertThat(Addresses.checked(URI.create(url), true)).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/v1",
        "api.openai.com/v1",
        "https:///v1",
        "https://host/v1?api-key=secret99",
        "https://user:secret99@host/v1",
        "https://host/v1#secret99"
      })
  void otherAddressesAreRefusedWithoutTheirSecrets(String url) {
    assertThatThrownBy(() -> Addresses.checked(URI.create(url), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected")
        .hasMessageNotContaining("secret99");
  }

  @Test
  void theKeyItselfIsNoNameOfAVariable() {
    RemoteSettings good = RemoteSettings.defaults();
    assertThatThrownBy(
            () ->
                new RemoteSettings(
                    good.url(),
                    false,
                    RemoteKit.KEY,
                    0,
                    0,
                    null,
                    "",
                    "",
                    1,
                    1,
                    good.connectTimeout(),
                    good.requestTimeout(),
                    good.startTimeout(),
                    good.retry(),
                    good.rates(),
                    0))
        .hasMessageContaining("not the key itself")
        .hasMessageNotContaining(RemoteKit.KEY);
  }

  @Test
  void sourcesNameAService() {
    assertThat(RemoteEmbedders.model("openai:text-embedding-3-small"))
        .hasValue("text-embedding-3-small");
    assertThat(RemoteEmbedders.model("openai:nomic/embed:v1.5")).hasValue("nomic/embed:v1.5");
    assertThat(RemoteEmbedders.model("classpath:models/x")).isEmpty();
    assertThat(RemoteEmbedders.model("/models/openai")).isEmpty();
  }
}
