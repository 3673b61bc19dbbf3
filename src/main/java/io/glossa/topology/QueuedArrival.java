package io.glossa.topology;

/**
 * An arrival in the in-flight store.
 *
 * @param sequence its place in the order of arrival of its task
 * @param arrival the input record
 */
record QueuedArrival(long sequence, Arrival arrival) {}
