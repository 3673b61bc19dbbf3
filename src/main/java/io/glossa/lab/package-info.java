/**
 * The laboratory: training, compression, evaluation and analysis of models, offline.
 *
 * <p>Entry types are in the packages below, one for each kind of work. Data and a recipe go in; a
 * model bundle or a report comes out. Only the command line may call it; nothing that runs in the
 * stream depends on it. Trap: a figure without its data set, seed and revision is no figure.
 */
@NullMarked
package io.glossa.lab;

import org.jspecify.annotations.NullMarked;
