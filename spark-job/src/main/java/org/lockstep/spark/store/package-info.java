/**
 * Storage on a file system: files that appear completely or not at all, checkpoints, and the lock
 * of the run that may write.
 */
package org.lockstep.spark.store;
