package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.EstimatorPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Seconds of a whole {@code fit} whose model classifies 97 % of MNIST's test images correctly. */
final class EstimatorRow implements BenchRow {
  private static final double GOAL = 0.97;
  private static final String MEASURE = "MNIST to 97 % by `fit`, all included, local[2]";

  @Override
  public String name() {
    return "estimator-97";
  }

  @Override
  public String how() {
    return "784-100-10 on a cached DataFrame of vectors, seconds of `fit`, in a process that has"
        + " fitted for six seconds before. `MlpClassifier`: relu, float, Nesterov, batch"
        + " 100, step size 0.15 falling by 0.1, as few epochs as reach it. MLlib: sigmoid,"
        + " double, L-BFGS with as few iterations as reach it, in steps of five, the same"
        + " BLAS";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    if (!bench.data().hasMnist()) {
      return List.of(TableRow.skipped(MEASURE, "MNIST is not here: name its directory by --data"));
    }
    Outcome outcome =
        bench.compare(
            MEASURE + " (s)",
            Better.LOWER,
            bench.choose(2, 1),
            Side.of("Lockstep", () -> seconds(bench, "lockstep", 2)),
            Side.of("MLlib", () -> seconds(bench, "mllib", AccuracyRow.MLLIB_ITERATIONS)));
    return List.of(
        TableRow.compared(
            "%s x as fast",
            outcome.theirsByOurs(),
            MEASURE,
            Numbers.of(outcome.ours().median(), "s, `MlpClassifier`"),
            Numbers.of(outcome.theirs().median(), "s, MLlib")));
  }

  private static double seconds(BenchContext bench, String who, int iterations) {
    ImageFiles train = bench.data().train();
    ImageFiles test = bench.data().test();
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                EstimatorPeer.class,
                List.of(
                    who,
                    train.images().toString(),
                    train.labels().toString(),
                    test.images().toString(),
                    test.labels().toString(),
                    Integer.toString(iterations),
                    "1",
                    "warm"));
    bench.computedWith(results.text("blas"));
    double accuracy = results.number("accuracy");
    bench.note(
        Text.format(
            "%s: a test accuracy of %.4f after %d iterations; the first fit of the process, of two,"
                + " took %.2f s",
            who, accuracy, iterations, results.number("first_seconds")));
    return accuracy >= GOAL ? results.number("seconds") : Double.POSITIVE_INFINITY;
  }
}
