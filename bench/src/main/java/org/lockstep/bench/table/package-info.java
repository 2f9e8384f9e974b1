/**
 * Comparisons, their summaries, and the table that prints them.
 *
 * <p>Medians and ranges are computed here and nowhere else. The package knows no process and no
 * measure.
 */
package org.lockstep.bench.table;
