/**
 * The data of the measures: MNIST or random images instead, numbers as CSV, and tables split by a
 * seed.
 *
 * <p>Every side of a measure reads the same files. Nothing here is timed.
 */
package org.lockstep.bench.data;
