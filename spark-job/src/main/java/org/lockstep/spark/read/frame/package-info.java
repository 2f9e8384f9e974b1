/** Files that Spark reads as a DataFrame: Parquet. */
package org.lockstep.spark.read.frame;
