/**
 * Rows as columns, wherever they come from: a {@link org.lockstep.spark.table.Table} holds an
 * index, features, a target and a weight for each.
 */
package org.lockstep.spark.table;
