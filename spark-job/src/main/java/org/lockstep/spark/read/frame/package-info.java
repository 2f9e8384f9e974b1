/** What Spark reads as a DataFrame: files, tables, queries, databases. */
package org.lockstep.spark.read.frame;
