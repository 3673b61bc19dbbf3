package io.glossa.embedding.hub;

import io.glossa.embedding.ModelPreset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model of the hub.
 *
 * @param id {@code organisation/name}; a few old models have no organisation
 * @param revision branch, tag or commit
 */
record HubName(String id, String revision) {

  static final String SCHEME = "hf://";
  static final String DEFAULT_REVISION = "main";

  private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
  private static final Pattern ID = Pattern.compile(PART + "/" + PART);
  private static final Pattern OLD_ID = Pattern.compile(PART);
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  HubName {
    boolean named = ID.matcher(id).matches() || OLD_ID.matcher(id).matches();
    if (!named || id.contains("..") || id.contains("--")) {
      throw new IllegalArgumentException(
          "'%s' is no model of the hub; expected ORGANISATION/NAME[@REVISION]".formatted(id));
    }
    if (!REVISION.matcher(revision).matches() || revision.contains("..")) {
      throw new IllegalArgumentException(
          "'%s' is no revision of %s; expected a branch, a tag or a commit"
              .formatted(revision, id));
    }
  }

  /** {@code hf://ID[@REVISION]}. */
  static HubName ofUrl(String url) {
    return of(url.substring(SCHEME.length()));
  }

  /** {@code ORGANISATION/NAME[@REVISION]}, when the text looks like that. */
  static Optional<HubName> find(String text) {
    int at = text.indexOf('@');
    String id = at < 0 ? text : text.substring(0, at);
    return ID.matcher(id).matches() ? Optional.of(of(text)) : Optional.empty();
  }

  private static HubName of(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new HubName(
            text, ModelPreset.ofId(text).map(ModelPreset::revision).orElse(DEFAULT_REVISION))
        : new HubName(text.substring(0, at), text.substring(at + 1));
  }

  /** Whether the revision never changes its meaning. */
  boolean isPinned() {
    return isCommit(revision);
  }

  static boolean isCommit(String revision) {
    return COMMIT.matcher(revision).matches();
  }

  @Override
  public String toString() {
    return id + "@" + revision;
  }
}
