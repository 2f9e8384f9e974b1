/** The driver's loop: epochs and steps, from sums of gradients to the next θ. */
package org.lockstep.spark.train;
