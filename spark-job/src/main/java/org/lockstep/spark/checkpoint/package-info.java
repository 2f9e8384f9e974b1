/**
 * Going on where a training was interrupted: when its state is written, and from which it begins.
 */
package org.lockstep.spark.checkpoint;
