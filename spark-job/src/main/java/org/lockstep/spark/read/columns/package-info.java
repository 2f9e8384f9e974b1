/**
 * Rows of named columns, whatever their format: what each column holds, which columns become
 * features, and the rows of raw values made from them.
 */
package org.lockstep.spark.read.columns;
