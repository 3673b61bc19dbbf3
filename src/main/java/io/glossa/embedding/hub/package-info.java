/**
 * Models from the network: the Hugging Face hub and DJL's model zoo.
 *
 * <p>Entry type: {@link io.glossa.embedding.hub.ModelSources}. The name of a model goes in, a
 * directory in the cache comes out, fetched once and checked against the checksums of the service.
 * Called by the composition root. Traps: a redirect leaves the allow-list only as an error, and the
 * token goes to the hub itself, never to where it redirects.
 */
@NullMarked
package io.glossa.embedding.hub;

import org.jspecify.annotations.NullMarked;
