/**
 * Read-only HTTP over the named stores of this instance, and the metrics.
 *
 * <p>Entry types: {@link io.glossa.query.QueryServer} and {@link io.glossa.query.Meters}. Requests
 * go in, JSON comes out; batches and outcomes go in, Prometheus text comes out. Built by the
 * composition root. Trap: answers cover the partitions that this instance owns, nothing more.
 */
@NullMarked
package io.glossa.query;

import org.jspecify.annotations.NullMarked;
