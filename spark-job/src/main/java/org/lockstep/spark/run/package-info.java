/**
 * Runs on disk: a run's directory, its record, and how it is resumed.
 *
 * <p>{@link org.lockstep.spark.run.TrainingRun} trains on prepared data, from the state in a
 * directory to the end of the run. {@code RunDirectory} is the layout of the directory and {@code
 * RunRecord} writes {@code run.json}. {@code EarlierRun} refuses to resume with other settings or
 * other data. Several runs on the same data (members, sweeps, searches) share what {@code fit}
 * prepared.
 */
package org.lockstep.spark.run;
