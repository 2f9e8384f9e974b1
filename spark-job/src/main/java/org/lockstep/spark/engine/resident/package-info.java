/**
 * The resident engine: tasks that Spark starts once and that stay for the run. Their exchange with
 * the driver is in {@link org.lockstep.spark.engine.exchange}.
 */
package org.lockstep.spark.engine.resident;
