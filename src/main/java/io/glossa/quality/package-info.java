/**
 * How far a result can be trusted, and what follows from it.
 *
 * <p>Entry types: {@link io.glossa.quality.RuleQualityScorer} and {@link
 * io.glossa.quality.QualityGate}. Document, semantics and vector go in; a score with reasons and a
 * {@link io.glossa.quality.Verdict} come out. Trap: the scorer sees the text as received, before
 * its repair.
 */
@NullMarked
package io.glossa.quality;

import org.jspecify.annotations.NullMarked;
