/**
 * The stream: topics, stores, operators.
 *
 * <p>Entry type: {@code EnrichmentTopology}, a pure function from parts to a Kafka Streams topology
 * that reads as the way of a document; {@code StreamRuntime} runs it. Document events go in;
 * enriched records, review requests and dead letters come out. Called by the composition root and
 * by tests. Trap: a record is taken out of the in-flight store only as its outcome is forwarded.
 */
@NullMarked
package io.glossa.topology;

import org.jspecify.annotations.NullMarked;
