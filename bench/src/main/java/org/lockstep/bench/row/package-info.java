/**
 * The measures of the table, one class each.
 *
 * <p>{@code BenchRows} lists them in the order of the table. A new measure implements {@code
 * BenchRow}, gets its tools from {@code BenchContext}, and measures through the contests of {@code
 * bench.table}. It times whole alternatives in turns, ours and theirs, so that noise on the machine
 * affects both alike.
 */
package org.lockstep.bench.row;
