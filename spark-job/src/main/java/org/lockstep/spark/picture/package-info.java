/** What a run or an evaluation looks like: PNG pictures, drawn on the driver. */
package org.lockstep.spark.picture;
