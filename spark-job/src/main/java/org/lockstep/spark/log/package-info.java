/**
 * The output of a run in progress: the Parquet log, the progress display, the curves.
 *
 * <p>{@link org.lockstep.spark.log.EpochLog} writes a row for each epoch into files that are
 * complete when they appear; {@code EpochLogSchema} defines the columns, which other programs rely
 * on. Everything here listens to the trainer, which does not depend on any of it.
 */
package org.lockstep.spark.log;
