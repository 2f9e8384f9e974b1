/**
 * Comparisons, their summaries, and the table in which they are printed.
 *
 * <p>Medians and their intervals are computed here and nowhere else. Knows no process and no
 * measure.
 */
package org.lockstep.bench.table;
