/**
 * Reads data: a path becomes a {@link org.lockstep.spark.table.Table} of rows (index, features,
 * target, weight).
 *
 * <p>Every reader goes over the data twice. The first pass counts rows, checks every value and
 * collects problems as data, so that the first bad place is reported, whatever the order in which
 * tasks finish. The second pass is lazy and only converts.
 *
 * <p>A row's index is its position in the files, sorted by path: the same on any number of cores.
 * Spark's own order of partitions depends on file sizes and cores and is not used.
 */
package org.lockstep.spark.read;
