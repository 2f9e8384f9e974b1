/**
 * Rows of named columns, whatever they are written in: what each column holds, which of them become
 * features, and rows of raw values made of them.
 */
package org.lockstep.spark.read.columns;
