/**
 * What is kept on a file system: files that appear whole or not at all, checkpoints, and the lock
 * of whoever may write.
 */
package org.lockstep.spark.store;
