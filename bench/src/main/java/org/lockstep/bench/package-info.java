/**
 * Measures Lockstep beside others, on the user's machine. {@code run} starts processes and reads
 * what they tell; {@code data} is what they train on; {@code peer} are those that run in Java, and
 * the peak; {@code table} compares, summarises and prints; {@code row} are the measures, one class
 * each; {@code steps} is the cost of a step as a function; {@code kernel} are the pieces of a step.
 */
package org.lockstep.bench;
