package io.glossa.topology;

/** What the state stores are called. Public API: queries and changelogs use these names. */
public final class StoreNames {

  /** Records that wait for their outcome, by arrival: {@code Long} to {@code byte[]}. */
  public static final String IN_FLIGHT = "in-flight";

  /** What was last accepted and published of a document: id to {@link Version}. */
  public static final String VERSIONS = "versions";

  /** The latest published enrichment: id to the bytes of {@code EnrichedDocument} on the wire. */
  public static final String DOCUMENTS = "documents";

  /** Open reviews: id to the bytes of {@code ReviewRequest} on the wire, without the payload. */
  public static final String REVIEWS = "reviews";

  /** Counts: {@link TallyKey} as text to {@link Tally}. */
  public static final String STATISTICS = "statistics";

  private StoreNames() {}
}
