/**
 * Benchmarks behind {@code glossa bench}, and the stand-in model that they share with tests.
 *
 * <p>Entry type: {@code PipelineBench}. Settings go in; figures with stable names come out, ratios
 * from one interleaved run. Called by the command line. Trap: a figure without its peer from the
 * same run says little, machines differ and drift.
 */
@NullMarked
package io.glossa.cli.bench;

import org.jspecify.annotations.NullMarked;
