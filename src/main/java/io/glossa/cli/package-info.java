/**
 * The command line and the composition root: the only place that builds adapters.
 *
 * <p>Entry type: {@link io.glossa.cli.CommandLineTool}; one verb a class. Arguments go in, results
 * go to the standard output, progress and problems to the standard error, and an {@link
 * io.glossa.cli.ExitCode} comes back. Called by {@code Main} alone. Trap: what was opened is closed
 * in the opposite order, the model last, or the native code is pulled from under a running batch.
 */
@NullMarked
package io.glossa.cli;

import org.jspecify.annotations.NullMarked;
