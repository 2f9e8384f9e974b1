package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.MllibPeer;
import org.lockstep.bench.run.BenchException;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Seconds until the model classifies 97 % of MNIST's test images correctly. */
final class AccuracyRow implements BenchRow {
  private static final double GOAL = 0.97;

  /** The fewest iterations of L-BFGS, in steps of five, that reach the goal; found by trial. */
  static final int MLLIB_ITERATIONS = 95;

  /** A way to get there in few epochs: the rate falls from one epoch to the next. */
  private record Recipe(int batch, String rate, String decay) {
    String title() {
      return "batch " + batch + ", learning rate " + rate + " falling by " + decay;
    }
  }

  private static final List<Recipe> RECIPES =
      List.of(
          new Recipe(50, "0.05", "0.3"),
          new Recipe(100, "0.1", "0.3"),
          new Recipe(128, "0.15", "0.2"));

  @Override
  public String name() {
    return "mnist-97";
  }

  @Override
  public String how() {
    return "784-100-10 on MNIST, seconds of training from the cached rows on, in a process that has"
        + " trained nothing before. Lockstep: relu, float, Nesterov, the best of some batch sizes"
        + " with their learning rates, to the end of the first epoch with a test accuracy of 0.97,"
        + " evaluations included. MLlib: sigmoid, double, L-BFGS with the fewest iterations that"
        + " reach it, the same BLAS, rows cached, the best block size";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    String measure = "MNIST to 97 % test accuracy, local[2]";
    if (!bench.data().hasMnist()) {
      return List.of(TableRow.skipped(measure, "MNIST is not here: name its directory by --data"));
    }
    List<Side.Setting> blocks = new ArrayList<>();
    for (int block : bench.choose(1, 0) == 1 ? List.of(128, 512, 4096) : List.of(128)) {
      blocks.add(new Side.Setting("block size " + block, () -> theirs(bench, block)));
    }
    List<Side.Setting> recipes = new ArrayList<>();
    for (Recipe recipe : RECIPES.subList(bench.choose(0, RECIPES.size() - 1), RECIPES.size())) {
      recipes.add(new Side.Setting(recipe.title(), () -> ours(bench, recipe)));
    }
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(2, 1),
            new Side("Lockstep", recipes),
            new Side("MLlib", blocks));
    if (Double.isInfinite(outcome.ours().median())) {
      throw new BenchException("Lockstep did not reach a test accuracy of " + GOAL);
    }
    return List.of(
        TableRow.compared(
            "%s x as fast",
            outcome.theirsByOurs(),
            measure,
            Numbers.of(outcome.ours().median(), "s, " + outcome.ours().setting()),
            Numbers.of(outcome.theirs().median(), "s, MLlib, " + outcome.theirs().setting())));
  }

  private static double ours(BenchContext bench, Recipe recipe) {
    ImageFiles train = bench.data().train();
    ImageFiles test = bench.data().test();
    TrainingLog log =
        bench.train(
            Master.local(Trainings.TASKS),
            List.of(
                "--data",
                train.images().toString(),
                "--labels",
                train.labels().toString(),
                "--test",
                test.images().toString(),
                "--test-labels",
                test.labels().toString(),
                "--hidden",
                "100",
                "--optimizer",
                "nesterov",
                "--learning-rate",
                recipe.rate(),
                "--schedule",
                "exponential",
                "--decay",
                recipe.decay(),
                "--batch-size",
                Integer.toString(recipe.batch()),
                "--epochs",
                "4"));
    double seconds = 0;
    for (TrainingLog.Epoch epoch : log.epochs()) {
      seconds += epoch.seconds();
      double accuracy = epoch.testAccuracy().orElse(0);
      if (accuracy >= GOAL) {
        bench.note(
            Text.format(
                "Lockstep reached a test accuracy of %.4f in epoch %d with %s",
                accuracy, epoch.number(), recipe.title()));
        return seconds;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double theirs(BenchContext bench, int block) {
    ImageFiles train = bench.data().train();
    ImageFiles test = bench.data().test();
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                MllibPeer.class,
                List.of(
                    "accuracy",
                    train.images().toString(),
                    train.labels().toString(),
                    "784,100,10",
                    Integer.toString(block),
                    Integer.toString(MLLIB_ITERATIONS),
                    test.images().toString(),
                    test.labels().toString()));
    bench.side("MLlib", "BLAS " + results.text("blas"));
    bench.note(
        Text.format(
            "MLlib reached a test accuracy of %.4f in %d iterations with block size %d",
            results.number("accuracy"), MLLIB_ITERATIONS, block));
    return results.number("seconds");
  }
}
