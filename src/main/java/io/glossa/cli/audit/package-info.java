/**
 * Accounts for every input record by what came out.
 *
 * <p>Entry type: {@link io.glossa.cli.audit.AuditLedger}. Records of input and output topics go in,
 * an {@link io.glossa.cli.audit.AuditReport} comes out. Used by the verbs {@code audit} and {@code
 * demo}. Trap: records of a partition must be given in their order.
 */
@NullMarked
package io.glossa.cli.audit;

import org.jspecify.annotations.NullMarked;
