/**
 * What all readers share: where data lies, what was asked of it, and the rows that are made of
 * columns.
 */
package org.lockstep.spark.read.source;
