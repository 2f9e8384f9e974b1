/**
 * Sources that Spark reads as a DataFrame: Parquet, ORC, JSON, Avro, Delta and Iceberg files,
 * tables, queries, databases.
 *
 * <p>{@code FrameReader} gives a table; {@code FrameProfiler} is its first pass; {@code Snapshots}
 * pins a table's version, so that a resumed run sees the same rows; {@code FrameFailures} says in
 * one line what Spark says in fifty. Cells become features in {@code read.columns}.
 */
package org.lockstep.spark.read.frame;
