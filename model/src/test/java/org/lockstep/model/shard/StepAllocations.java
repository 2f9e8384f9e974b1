package org.lockstep.model.shard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.kernel.Kernels;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;

/**
 * A program that takes steps until they allocate nothing, and says so; an update still allocates
 * the records that describe it.
 *
 * <p>The visiting order is allocated once per epoch and shard, so all steps are of one epoch.
 */
final class StepAllocations {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // asking for it allocates

  private static final int STEPS = 200;
  private static final int MOST_STEPS = 500_000;
  private static final int BATCH = 50;
  private static final int BYTES_PER_UPDATE = 160; // two records

  private StepAllocations() {}

  public static void main(String[] arguments) {
    Precision precision = Precision.valueOf(arguments[0]);
    BlasChoice blas = BlasChoice.valueOf(arguments[1]);
    boolean sparse = Boolean.parseBoolean(arguments[2]);
    NetworkText layers = NetworkText.parse("network", arguments[3]);
    NetworkSpec spec =
        new NetworkSpec(
            40, sparse, layers.layers("network", columns(), 10), new SoftmaxCrossEntropy());
    Network network = new Network(spec);
    Batches batches = new Batches(BATCH * 4, 2, BATCH, true, 1);
    ShardProgram program =
        new ShardProgram(
            spec,
            new ArithmeticChoice(precision, blas),
            Scaling.none(40),
            Task.CLASSIFICATION,
            batches,
            1);
    ShardWorker worker = new ShardWorker(program);
    Shard[] shards = {shard(0, sparse), shard(1, sparse)};
    Arithmetic arithmetic = precision == Precision.FLOAT ? Arithmetics.FLOAT : Arithmetics.DOUBLE;
    FlatVector theta = arithmetic.vector(network.layout().length());
    FlatVector next = theta.copy();
    Updater adam = Updater.atStart(new Adam(), network.layout(), theta);
    Regularization regularization = new Regularization(0.01, 5);

    long computing = 0;
    long updating = 0;
    int step = 0;
    boolean wasWarm;
    do { // until the JVM has compiled it, and vectors compute
      wasWarm = step > 0 && Kernels.areWarm();
      if (step > MOST_STEPS) {
        throw new IllegalStateException(
            "a step allocates " + computing / STEPS + " bytes, an update " + updating / STEPS);
      }
      computing = 0;
      updating = 0;
      for (int end = step + STEPS; step < end; step++) {
        long start = allocated();
        worker.begin(theta);
        GradientSum left = worker.gradient(shards[0], 1, step % 4);
        GradientSum sum = worker.merge(left, worker.gradient(shards[1], 1, step % 4));
        long computed = allocated();
        Step update =
            regularization.step(
                network.layout(), theta, sum.gradient(), sum.score().weight(), 0.01, step + 1);
        adam.update(theta, sum.gradient(), update, next);
        computing += computed - start;
        updating += allocated() - computed;
        FlatVector last = theta;
        theta = next;
        next = last;
      }
    } while (!wasWarm || computing > 0 || updating > STEPS * BYTES_PER_UPDATE);
    System.out.println("a step allocates nothing");
  }

  /** 20 numbers, and a category of 20 values. */
  private static InputSchema columns() {
    List<String> values = IntStream.range(0, 20).mapToObj(i -> "value " + i).toList();
    return new InputSchema(
        List.of(InputColumn.vector("numbers", 20), InputColumn.text("category", values)));
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static Shard shard(int index, boolean sparse) {
    Features.Kind kind = sparse ? Features.Kind.SPARSE_FLOATS : Features.Kind.BYTES;
    ShardBuilder builder =
        new ShardBuilder(index, 2, new RowForm(kind, 40, Task.CLASSIFICATION, 10, false));
    Random random = new Random(index);
    byte[] row = new byte[40];
    for (int i = 0; i < BATCH * 2; i++) {
      random.nextBytes(row);
      if (sparse) {
        builder.addSparse(new int[] {i % 20, 20 + i % 20}, new double[] {row[0] + 0.5, row[1]});
      } else {
        builder.addBytes(row);
      }
      builder.setClass(i % 10);
    }
    return builder.build();
  }
}
