package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.PlainLoop;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.MiniCluster;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Series;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;

/**
 * The cost of a step beyond its arithmetic, and its time against that with a Spark job per step.
 */
final class FixedCostRow implements BenchRow {
  private static final int ROWS = 1_000;
  private static final int JOB_ROWS = 250;
  private static final String CLUSTER_MEMORY = "1g";

  private final boolean onCluster;

  /** Measures in one JVM, or on two executors in separate JVMs. */
  FixedCostRow(boolean onCluster) {
    this.onCluster = onCluster;
  }

  @Override
  public String name() {
    return onCluster ? "step-cluster" : "step-local";
  }

  @Override
  public String how() {
    return "time of a step of 784-100-10 in float (79,510 parameters) with batch 2, one row on each"
        + " of two shards, less that of a loop without Spark over the same arithmetic: one thread,"
        + " one shard, batch 1, the same gather, gradient, checks and update. Seconds of an epoch"
        + " by its steps; median of epochs after the warm-up"
        + (onCluster
            ? ". Two executor JVMs of one core each on this machine, from `scripts/mini-cluster`"
            : "");
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    if (!onCluster) {
      return measure(bench, Master.local(Trainings.TASKS));
    }
    bench.progress("starting a cluster of two workers");
    try (MiniCluster cluster = MiniCluster.start(bench.lockstep(), 1, CLUSTER_MEMORY)) {
      return measure(bench, cluster.master(Trainings.TASKS));
    }
  }

  private List<TableRow> measure(BenchContext bench, Master master) {
    String where = onCluster ? "two executor JVMs" : master.name();
    Outcome steps =
        bench.compare(
            "time of a step, " + where + " (ms)",
            Better.LOWER,
            bench.choose(3, 1),
            Side.of("Lockstep", () -> ours(bench, master)),
            Side.of("plain loop", () -> plain(bench)));
    double[] costs = differences(steps);
    TableRow fixed =
        new TableRow(
            Numbers.of(Stats.median(costs), "ms"),
            "fixed cost of a step, 784-100-10 float, " + where,
            Numbers.of(steps.ours().median(), "ms a step"),
            Numbers.of(steps.theirs().median(), "ms a step, loop without Spark"),
            "-",
            Numbers.of(Stats.min(costs)) + " to " + Numbers.of(Stats.max(costs)) + " ms");
    Outcome engines =
        bench.compare(
            "time of a step by engine, " + where + " (ms)",
            Better.LOWER,
            bench.choose(3, 1),
            Side.of("Lockstep", () -> ours(bench, master)),
            Side.of("job engine", () -> job(bench, master)));
    TableRow engine =
        TableRow.compared(
            "%s x as fast",
            engines.theirsByOurs(),
            "a step of batch 2, 784-100-10 float, " + where,
            Numbers.of(engines.ours().median(), "ms"),
            Numbers.of(engines.theirs().median(), "ms, a Spark job per step"));
    return List.of(fixed, engine);
  }

  private static double[] differences(Outcome steps) {
    double[] ours = steps.ours().values();
    Series theirs = steps.theirs();
    for (int i = 0; i < ours.length; i++) {
      ours[i] -= theirs.values()[i];
    }
    return ours;
  }

  private static double ours(BenchContext bench, Master master) {
    int warmUp = bench.choose(8, 2);
    TrainingLog log = train(bench, master, ROWS, bench.choose(24, 5));
    bench.note("Lockstep chose the engine `" + log.engine() + "`");
    return log.stepMillis(warmUp);
  }

  private static double job(BenchContext bench, Master master) {
    TrainingLog log = train(bench, master, JOB_ROWS, bench.choose(6, 4), "--engine", "job");
    return log.stepMillis(2);
  }

  private static TrainingLog train(
      BenchContext bench, Master master, int rows, int epochs, String... more) {
    ImageFiles files = bench.data().first(rows);
    List<String> arguments =
        Trainings.with(Trainings.images(files, "100", 2, epochs), "--shards", "2");
    return bench.train(master, Trainings.with(arguments, more));
  }

  private static double plain(BenchContext bench) {
    ImageFiles files = bench.data().first(ROWS);
    return bench
        .lockstep()
        .main(
            Master.local(1),
            PlainLoop.class,
            List.of(files.images().toString(), files.labels().toString(), "1", "24", "8"))
        .number("step_millis");
  }
}
