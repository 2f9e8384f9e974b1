/**
 * Measures Lockstep against others, on the user's machine. {@code run} starts processes and reads
 * their output; {@code data} holds the data; {@code peer} holds the alternatives in Java, and the
 * peak; {@code table} compares, summarises and prints; {@code row} holds the measures, one class
 * each; {@code steps} models the cost of a step; {@code kernel} measures the parts of a step.
 */
package org.lockstep.bench;
