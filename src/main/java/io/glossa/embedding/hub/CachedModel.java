package io.glossa.embedding.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * A fetched revision of a model.
 *
 * @param directory of its files
 * @param receipt of the fetch
 */
public record CachedModel(Path directory, Receipt receipt) {

  /** What is wrong with the files; reads them all. */
  public List<Receipt.Damage> damages() {
    return receipt.damages(directory);
  }

  /** Whether a name without scheme, with or without a revision, means this one. */
  boolean isNamed(String model, String revision) {
    if (!receipt.model().equals(model)) {
      return false;
    }
    Path shelf = directory.toAbsolutePath().getParent();
    return revision.isEmpty()
        || (revision.length() >= 4 && receipt.commit().startsWith(revision))
        || (shelf != null
            && new Shelf(shelf).meaning(revision).filter(receipt.commit()::equals).isPresent());
  }
}
