package org.lockstep.spark.engine.exchange;

import java.util.Map;
import java.util.Set;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.engine.StepPart;

/**
 * A crew's answer to a command.
 *
 * @param number the command's number
 * @param tasks the tasks whose shards are in the sums
 * @param sums the sums of the subtrees that each task's shards make up, or of larger ones
 * @param nanos the slowest task's time, or the total if one thread computed for all tasks
 */
public record CrewSums(long number, Set<Integer> tasks, Map<Node, StepPart> sums, long nanos) {}
