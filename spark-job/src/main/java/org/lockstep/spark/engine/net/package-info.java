/**
 * The exchange between JVMs: frames over Spark's own transport, and who may send them.
 *
 * <p>{@code CoordinatorServer} is the driver's side, {@code NetworkLink} the executor's. {@code
 * Frames} and {@code SumsCodec} define the bytes: everything that comes in is checked against what
 * the run expects before memory is allocated for it. A connection must first show the run's token.
 * What frames mean to a step is in {@code exchange}; nothing here decides what is computed.
 */
package org.lockstep.spark.engine.net;
