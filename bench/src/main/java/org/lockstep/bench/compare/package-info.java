/**
 * What networks and boosted trees make of tables, side by side: {@code scripts/bench compare}.
 *
 * <p>{@code Comparison} trains every side on every split of every table and appends each result to
 * {@code compare.csv}, from which an interrupted comparison goes on. A new side is a constant of
 * {@code ComparedSide}; a new table is a line of {@code ComparedTable}. Python's sides run in the
 * interpreter of {@code bench.run}; this package knows no library of theirs.
 */
package org.lockstep.bench.compare;
