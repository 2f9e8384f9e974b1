/** Step engines: the gradient sum of a step, computed where the rows live. */
package org.lockstep.spark.engine;
