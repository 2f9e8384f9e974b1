package org.lockstep.bench.steps;

import java.util.List;
import org.lockstep.bench.run.TrainingLog.StepSplit;
import org.lockstep.model.text.Text;

/**
 * What a step cost.
 *
 * @param where {@code local} or {@code two executors}
 * @param split in milliseconds
 */
public record StepCost(String where, String engine, int tasks, long parameters, StepSplit split) {

  /** Of the parameters in float: what travels to a task, and back. */
  public long bytes() {
    return parameters * Float.BYTES;
  }

  /** As CSV with a header. */
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
