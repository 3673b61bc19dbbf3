package io.glossa.wire;

/** How the registry is told who calls. */
public sealed interface RegistryAuth {

  /** No credentials. */
  record None() implements RegistryAuth {}

  /**
   * HTTP basic authentication.
   *
   * @param user name, without a colon
   * @param password password
   */
  record Basic(String user, String password) implements RegistryAuth {

    public Basic {
      if (user.isEmpty() || user.contains(":")) {
        throw new IllegalArgumentException(
            "registry user '" + user + "'; expected a name without a colon");
      }
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + "]";
    }
  }

  /**
   * A fixed bearer token.
   *
   * @param token the token
   */
  record Bearer(String token) implements RegistryAuth {

    public Bearer {
      if (token.isBlank()) {
        throw new IllegalArgumentException("an empty registry token; expected a bearer token");
      }
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }
}
