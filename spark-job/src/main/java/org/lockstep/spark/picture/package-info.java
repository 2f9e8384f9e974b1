/**
 * What a run or an evaluation looks like: PNG pictures, drawn on the driver.
 *
 * <p>A class for each picture takes numbers and gives a {@code Png}. {@code Charts} has what charts
 * share. Knows no Spark, no file system and no job.
 */
package org.lockstep.spark.picture;
