package org.lockstep.bench.steps;

import java.util.List;
import org.lockstep.bench.run.TrainingLog.StepSplit;
import org.lockstep.model.text.Text;

/**
 * The measured cost of a step.
 *
 * @param where {@code local} or {@code two executors}
 * @param split the step's time, in milliseconds
 */
public record StepCost(String where, String engine, int tasks, long parameters, StepSplit split) {

  /** The bytes of the parameters as floats, which travel to a task and back. */
  public long bytes() {
    return parameters * Float.BYTES;
  }

  /** The costs as CSV with a header. */
  public static String csv(List<StepCost> costs) {
    StringBuilder text =
        new StringBuilder(
            "where,engine,tasks,parameters,step_ms,compute_ms,exchange_ms,update_ms,other_ms\n");
    for (StepCost cost : costs) {
      StepSplit s = cost.split;
      text.append(
          Text.format(
              "%s,%s,%d,%d,%.6g,%.6g,%.6g,%.6g,%.6g%n",
              cost.where,
              cost.engine,
              cost.tasks,
              cost.parameters,
              s.total(),
              s.compute(),
              s.exchange(),
              s.update(),
              s.other()));
    }
    return text.toString();
  }
}
