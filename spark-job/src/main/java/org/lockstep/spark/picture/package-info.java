/**
 * PNG pictures of a run or an evaluation, drawn on the driver.
 *
 * <p>Each picture has a class that takes numbers and writes a {@code Png}. {@code Charts} holds
 * what charts share. Nothing here depends on Spark, a file system or a job.
 */
package org.lockstep.spark.picture;
