/** Whole jobs, from settings to files: what the command line, or another face, calls. */
package org.lockstep.spark.job;
