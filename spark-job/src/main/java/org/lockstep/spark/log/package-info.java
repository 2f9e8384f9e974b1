/**
 * What a run tells while it goes on: the Parquet log, the progress display, the curves.
 *
 * <p>{@link org.lockstep.spark.log.EpochLog} writes an epoch's row into a file that is complete
 * when it appears; {@code EpochLogSchema} holds its columns, which others rely on. All of it
 * listens to the trainer, which knows none of it.
 */
package org.lockstep.spark.log;
