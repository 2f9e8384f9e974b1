/** Comparisons, their summaries, and the table. */
package org.lockstep.bench.table;
