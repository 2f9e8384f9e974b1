package org.lockstep.model.shard;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;

/**
 * What the targets of rows mean to the loss.
 *
 * @param scaling from targets to what the network is to output
 * @param classWeights the weight factor of each class; empty for none
 */
public record TargetProgram(Task task, TargetScaling scaling, List<Double> classWeights)
    implements Serializable {
  public TargetProgram {
    classWeights = List.copyOf(classWeights);
  }

  /** Targets whose classes, if they are classes, all weigh the same. */
  public TargetProgram(Task task, TargetScaling scaling) {
    this(task, scaling, List.of());
  }
}
