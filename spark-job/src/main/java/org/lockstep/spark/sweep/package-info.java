/** Grids of hyper-parameters, and what training each of their cells came to. */
package org.lockstep.spark.sweep;
