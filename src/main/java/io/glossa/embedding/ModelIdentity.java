package io.glossa.embedding;

/**
 * What makes two vectors comparable: the same id and the same revision.
 *
 * @param id name of the model
 * @param revision hash of the contents of its bundle
 */
public record ModelIdentity(String id, String revision) {

  public ModelIdentity {
    if (id.isBlank() || revision.isBlank()) {
      throw new IllegalArgumentException(
          "model '%s' at revision '%s'; expected both to be named".formatted(id, revision));
    }
  }

  @Override
  public String toString() {
    return id + "@" + revision;
  }
}
