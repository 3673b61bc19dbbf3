package io.glossa.embedding.remote;

/** How a service is asked to write vectors; both are read, whatever was asked for. */
enum VectorFormat {
  /** Little-endian float32 in base64: a third of the bytes, and exact. */
  BASE64,
  /** Arrays of numbers, which every service has: nothing is asked for. */
  PLAIN
}
