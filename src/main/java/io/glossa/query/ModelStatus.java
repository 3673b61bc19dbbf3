package io.glossa.query;

import io.glossa.embedding.ModelIdentity;

/**
 * The model that the stream runs.
 *
 * @param identity name and revision
 * @param warm whether it has answered at least once
 * @param queuedTexts texts that wait for it
 */
public record ModelStatus(ModelIdentity identity, boolean warm, int queuedTexts) {}
