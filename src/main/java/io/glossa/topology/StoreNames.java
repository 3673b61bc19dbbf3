package io.glossa.topology;

/** What the state stores are called. Public API: queries and changelogs use these names. */
public final class StoreNames {

  /** Records that wait for their outcome: slot to {@code QueuedArrival}. */
  public static final String IN_FLIGHT = "in-flight";

  /** What is known and published of a document: id to {@link DocumentState}. */
  public static final String DOCUMENTS = "documents";

  /** Open reviews: id to the bytes of {@code ReviewRequest} on the wire, without the payload. */
  public static final String REVIEWS = "reviews";

  /** Counts: {@link TallyKey} as text to {@link Tally}. */
  public static final String STATISTICS = "statistics";

  private StoreNames() {}
}
