/**
 * The resident engine: tasks that Spark starts once and that stay for the run. What they say to the
 * driver and hear from it is in {@link org.lockstep.spark.engine.exchange}.
 */
package org.lockstep.spark.engine.resident;
