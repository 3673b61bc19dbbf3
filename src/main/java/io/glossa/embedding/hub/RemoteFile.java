package io.glossa.embedding.hub;

import java.net.URI;
import java.util.Optional;

/**
 * A file that can be fetched.
 *
 * @param name relative path in the model
 * @param address where it is
 * @param bytes its size; 0 when the listing does not say
 * @param checksum of its contents, when the listing says
 */
record RemoteFile(String name, URI address, long bytes, Optional<Checksum> checksum) {}
