/**
 * A run as it stands on disk: its directory, its record, where it can be resumed.
 *
 * <p>{@link org.lockstep.spark.run.TrainingRun} takes prepared data from where a directory stands
 * to the run's end; {@code RunDirectory} and {@code RunRecord} are the layout and {@code run.json};
 * {@code EarlierRun} refuses to go on with other settings or other data. Several runs on the same
 * data (members, sweeps, searches) share what {@code fit} prepared.
 */
package org.lockstep.spark.run;
