/** What a run tells: the Parquet log, the progress display, the plot. */
package org.lockstep.spark.log;
