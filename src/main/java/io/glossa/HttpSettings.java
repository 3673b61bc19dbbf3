package io.glossa;

/**
 * Where queries are answered.
 *
 * @param host address to listen on
 * @param port port; 0 takes a free one
 */
public record HttpSettings(String host, int port) {}
