package org.lockstep.bench.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lockstep.bench.data.BenchData;
import org.lockstep.bench.run.Lockstep;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.MiniCluster;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Numbers;
import org.lockstep.model.text.Text;

/**
 * Measures steps of one row per task, so that the parameters cause nearly all of their cost: with
 * two tasks for networks of 10³ to 10⁷ parameters, and with one to eight tasks for one of them.
 */
public final class StepCosts {
  static final String LOCAL = "local";
  static final String CLUSTER = "two executors";

  /** The network that runs on one to eight tasks. */
  static final int FIXED_WIDTH = 275;

  private static final int FEATURES = 16;
  private static final int OUTPUTS = 2;
  private static final int TASKS = 2;
  private static final String WORKER_MEMORY = "3g";
  private static final int WORKER_CORES = 4;

  /** Units of both hidden layers: 10³, 10^3.5, ... 10⁷ parameters. */
  private static final List<Integer> WIDTHS = List.of(24, 47, 91, 168, 307, 553, 990, 1770, 3153);

  private static final List<Integer> FEW_WIDTHS = List.of(24, 91, 307, 990, 3153);

  private final Lockstep lockstep;
  private final BenchData data;
  private final boolean quick;
  private final Consumer<String> progress;

  /** Creates the measurements. */
  public StepCosts(Lockstep lockstep, BenchData data, boolean quick, Consumer<String> progress) {
    this.lockstep = lockstep;
    this.data = data;
    this.quick = quick;
    this.progress = progress;
  }

  /** Measures all steps. */
  public List<StepCost> measure() {
    List<StepCost> costs = new ArrayList<>();
    measure(LOCAL, List.of(1, 2, 4, 8), Master::local, costs);
    progress.accept("steps: starting a cluster of two workers");
    try (MiniCluster cluster = MiniCluster.start(lockstep, WORKER_CORES, WORKER_MEMORY)) {
      measure(CLUSTER, List.of(2, 4, 8), cluster::master, costs);
    }
    return costs;
  }

  private void measure(String where, List<Integer> tasks, Masters masters, List<StepCost> costs) {
    for (int width : quick ? FEW_WIDTHS : WIDTHS) {
      costs.add(measure(where, masters.of(TASKS), width));
    }
    for (int count : tasks) {
      costs.add(measure(where, masters.of(count), FIXED_WIDTH));
    }
  }

  private interface Masters {
    Master of(int tasks);
  }

  private StepCost measure(String where, Master master, int width) {
    long parameters = parameters(width);
    int steps = steps(parameters);
    Path table = data.table(steps * master.tasks(), FEATURES);
    int warmUp = quick ? 2 : 5;
    String tasks = Integer.toString(master.tasks());
    TrainingLog log =
        lockstep.train(
            master,
            List.of(
                "--data",
                table.toString(),
                "--header",
                "absent",
                "--task",
                "classification",
                "--hidden",
                width + "," + width,
                "--learning-rate",
                "0.0001",
                "--batch-size",
                tasks,
                "--shards",
                tasks,
                "--shuffle",
                "none",
                "--epochs",
                Integer.toString(warmUp + (quick ? 3 : 10))));
    StepCost cost =
        new StepCost(where, log.engine(), master.tasks(), parameters, log.split(warmUp));
    progress.accept(
        Text.format(
            "steps: %s, %d tasks, %,d parameters, BLAS %s: %s ms",
            where, master.tasks(), parameters, log.blas(), Numbers.of(cost.split().total())));
    return cost;
  }

  /** The parameters of 16-width-width-2, with biases. */
  static long parameters(int width) {
    long w = width;
    return (FEATURES + 1) * w + (w + 1) * w + (w + 1) * OUTPUTS;
  }

  /** Enough steps for the JVMs to compile their code, in an epoch of some seconds at most. */
  private int steps(long parameters) {
    int most = quick ? 100 : 2000;
    long budget = quick ? 40_000_000 : 200_000_000; // parameters times steps
    return (int) Math.max(10, Math.min(most, budget / parameters));
  }
}
