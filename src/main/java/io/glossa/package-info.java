/**
 * Glossa: document events in, enriched records out, exactly once.
 *
 * <p>Entry types: {@link io.glossa.Main}, the command line, and {@link io.glossa.Settings}, every
 * setting of the application. The packages, in the order in which data flows; each uses only those
 * above it:
 *
 * <ul>
 *   <li>{@code document}: the document, its identity, its chunks
 *   <li>{@code vector}: {@code float[]} maths, value-equal embeddings, codecs
 *   <li>{@code embedding}: the port to a model, batching, the micro-batcher, model bundles
 *   <li>{@code embedding.hub}: models from the Hugging Face hub and DJL's zoo, cached
 *   <li>{@code embedding.djl}: the only runtime code that knows DJL; its {@code torchscript} writes
 *       programs for the engine
 *   <li>{@code embedding.remote}: the model as a service, OpenAI's and its like
 *   <li>{@code semantics}: meaning from text and embedding
 *   <li>{@code quality}: score, reasons, verdict
 *   <li>{@code review}: requests and decisions
 *   <li>{@code enriched}: the assembled result
 *   <li>{@code wire}: Avro to domain and back, the registry client
 *   <li>{@code topology}: Kafka wiring
 *   <li>{@code query}: read-only HTTP over the stores
 *   <li>{@code embedded}: broker and registry inside the JVM
 *   <li>{@code cli} and this package: the composition root, the only place that builds adapters
 *   <li>{@code lab}: offline training and evaluation; its product is a model bundle or a report
 * </ul>
 */
@NullMarked
package io.glossa;

import org.jspecify.annotations.NullMarked;
