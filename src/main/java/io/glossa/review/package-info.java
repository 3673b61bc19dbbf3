/**
 * Requests for review, decisions, and their life cycle.
 *
 * <p>Entry types: {@link io.glossa.review.ReviewRequest} and {@link
 * io.glossa.review.ReviewDecision}. Made by the topology for every document that is not published.
 * Depends on document and quality.
 */
@NullMarked
package io.glossa.review;

import org.jspecify.annotations.NullMarked;
