/**
 * Going on where a training was interrupted: when its state is written, and from which state it
 * begins.
 *
 * <p>{@link org.lockstep.spark.checkpoint.CheckpointedFit} trains from the newest valid checkpoint
 * to the end; {@code CheckpointWriter} writes in the background, from copies. How files become
 * visible and which checkpoints are valid is in {@code store}. Knows no command line and no
 * console.
 */
package org.lockstep.spark.checkpoint;
