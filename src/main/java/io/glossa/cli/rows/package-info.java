/**
 * JSON Lines, in and out.
 *
 * <p>Entry types: {@link io.glossa.cli.rows.RowReader} for documents, {@link
 * io.glossa.cli.rows.OutcomeRows} for what became of them. Bytes go in, rows come out, and back.
 * Used by the verbs of the command line only. Trap: a malformed line is a row like any other, never
 * an exception.
 */
@NullMarked
package io.glossa.cli.rows;

import org.jspecify.annotations.NullMarked;
