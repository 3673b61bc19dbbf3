package io.glossa.query;

import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stores of this instance, as queries see them. Thread-safe.
 *
 * <p>Every method but {@link #status()} throws {@link StoreUnavailableException} while the stores
 * cannot answer; the two that look for one id throw {@link KeyElsewhereException} when another
 * instance owns it.
 */
public interface StateView {

  /** The latest published enrichment of a document. */
  Optional<StoredRecord> document(String id);

  /** The open review of a document. */
  Optional<StoredRecord> review(String id);

  /**
   * Open reviews in the order of the UTF-8 bytes of their ids.
   *
   * @param after the id that the page follows; null for the first page
   */
  Page reviews(@Nullable String after, PageLimit limit);

  /** Counts since the application was first started. */
  Map<TallyKey, Tally> tallies();

  StreamStatus status();
}
