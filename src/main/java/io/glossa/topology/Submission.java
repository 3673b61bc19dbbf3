package io.glossa.topology;

/**
 * An input record that has been read.
 *
 * @param arrival the record
 * @param intake what it turned out to be
 */
record Submission(Arrival arrival, Intake intake) {}
