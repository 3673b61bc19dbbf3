package io.glossa.topology;

import io.glossa.document.DocumentLimits;
import io.glossa.embedding.ModelIdentity;
import io.glossa.enriched.DocumentEnricher;
import io.glossa.wire.Wire;
import java.time.Clock;

/**
 * What the topology is built from.
 *
 * @param topics names of the topics
 * @param wire reads and writes records
 * @param limits what a document must be to be enriched
 * @param enricher from document to outcome
 * @param model the model behind the enricher
 * @param inFlight bound on what a task has in flight
 * @param maxRecordBytes bytes of an output value at most; larger ones go to review
 * @param drain tells tasks to finish
 * @param observer hears of outcomes
 * @param clock for the time of review requests
 */
public record StreamParts(
    TopicNames topics,
    Wire wire,
    DocumentLimits limits,
    DocumentEnricher enricher,
    ModelIdentity model,
    InFlightPolicy inFlight,
    int maxRecordBytes,
    Drain drain,
    StreamObserver observer,
    Clock clock) {}
