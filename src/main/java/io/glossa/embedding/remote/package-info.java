/**
 * The model as a service: any server that speaks OpenAI's {@code POST /v1/embeddings}.
 *
 * <p>Entry type: {@link io.glossa.embedding.remote.RemoteEmbedders}. Settings and a key go in, an
 * {@link io.glossa.embedding.Embedder} comes out. Called by the composition root. Traps: a service
 * that is away is {@link io.glossa.embedding.ModelUnavailableException} and stops the stream, only
 * a refused text is {@link io.glossa.embedding.InferenceException}; neither key nor text may get
 * into a message, for servers repeat both.
 */
@NullMarked
package io.glossa.embedding.remote;

import org.jspecify.annotations.NullMarked;
