/**
 * The measures of the table, one class each.
 *
 * <p>{@code BenchRows} lists them in the order of the table. A new measure implements
 * {@code BenchRow}, gets its tools from {@code BenchContext}, and states its numbers as contests of
 * {@code bench.table}. It times whole alternatives in turns, ours and theirs, so that a noisy
 * machine harms both alike.
 */
package org.lockstep.bench.row;
