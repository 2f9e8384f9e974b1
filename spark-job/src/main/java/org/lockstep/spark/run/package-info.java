/** A run as it stands on disk: its directory, its record, where it can be resumed. */
package org.lockstep.spark.run;
