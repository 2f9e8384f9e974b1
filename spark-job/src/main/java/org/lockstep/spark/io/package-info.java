/** Files through Hadoop's file systems: the output directory and what is written into it. */
package org.lockstep.spark.io;
