/**
 * What all readers share: where data is, the options for reading it, and the roles of its columns.
 */
package org.lockstep.spark.read.source;
