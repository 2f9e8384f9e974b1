/**
 * Resuming an interrupted training: when its state is written, and from which state it restarts.
 *
 * <p>{@link org.lockstep.spark.checkpoint.CheckpointedFit} trains from the newest valid checkpoint
 * to the end; {@code CheckpointWriter} writes in the background, from copies. {@code store} decides
 * how files become visible and which checkpoints are valid. This package does not depend on the
 * command line or the console.
 */
package org.lockstep.spark.checkpoint;
