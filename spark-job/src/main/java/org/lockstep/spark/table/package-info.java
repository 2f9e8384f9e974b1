/**
 * Rows as columns, whatever their source: a {@link org.lockstep.spark.table.Table} holds an index,
 * features, a target and a weight for each row.
 */
package org.lockstep.spark.table;
