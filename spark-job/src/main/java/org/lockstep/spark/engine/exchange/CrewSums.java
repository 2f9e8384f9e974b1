package org.lockstep.spark.engine.exchange;

import java.util.Map;
import java.util.Set;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.engine.StepPart;

/**
 * What a crew answers to a command.
 *
 * @param number the command's
 * @param tasks whose shards are in the sums
 * @param sums of the subtrees that each task's shards make up, or of larger ones
 * @param nanos the slowest task's time; of all tasks where one thread computed for all
 */
public record CrewSums(long number, Set<Integer> tasks, Map<Node, StepPart> sums, long nanos) {}
