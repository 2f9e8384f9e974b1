/**
 * Compares networks and boosted trees on tables: {@code scripts/bench compare}.
 *
 * <p>{@code Comparison} trains every side on every split of every table and appends each result to
 * {@code compare.csv}, from which an interrupted comparison resumes. A new side is a constant of
 * {@code ComparedSide}; a new table is a line of {@code ComparedTable}. Python's sides run in the
 * interpreter of {@code bench.run}; this package depends on none of their libraries.
 */
package org.lockstep.bench.compare;
