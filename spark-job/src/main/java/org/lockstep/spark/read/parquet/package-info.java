/** Parquet: columns of numbers, texts, vectors and bytes. */
package org.lockstep.spark.read.parquet;
