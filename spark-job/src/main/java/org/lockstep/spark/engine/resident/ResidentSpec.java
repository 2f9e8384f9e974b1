package org.lockstep.spark.engine.resident;

import java.io.Serializable;
import java.util.List;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.engine.net.Address;
import org.lockstep.spark.shard.Part;

/**
 * What a resident task needs to know when Spark starts it.
 *
 * @param run the name of the run and its latest layout
 * @param layout which task holds which shards
 * @param evaluated the parts that have rows to evaluate on
 * @param driver where the driver listens; null if the tasks are in its JVM
 * @param spinNanos how long a task spins for the next command before it sleeps
 */
record ResidentSpec(
    String run, TaskLayout layout, List<Part> evaluated, Address driver, long spinNanos)
    implements Serializable {}
