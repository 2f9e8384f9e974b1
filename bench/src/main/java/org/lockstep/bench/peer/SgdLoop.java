package org.lockstep.bench.peer;

import java.util.List;
import java.util.Locale;
import org.lockstep.bench.data.Idx;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;

/**
 * Trains without Spark: all rows in one shard, one thread, and the arithmetic of our tasks and our
 * driver, one after the other. Whatever a step costs beyond this is the cost of distribution.
 */
public final class SgdLoop {
  private final Batches batches;
  private final Shard shard;
  private final ShardWorker worker;
  private final Update update;

  /**
   * A loop over images, in their order.
   *
   * @param theta the initial parameters
   */
  public SgdLoop(Idx data, NetworkSpec spec, FlatVector theta, int batchSize, double rate) {
    this.batches = new Batches(data.rows(), 1, batchSize, false, 1);
    this.shard = shard(data);
    this.worker =
        new ShardWorker(
            new ShardProgram(
                spec,
                new ArithmeticChoice(theta.precision(), BlasChoice.AUTO),
                Scaling.unit(spec.inputs()),
                Task.CLASSIFICATION,
                batches,
                0));
    this.update = new Update(ParameterLayout.of(spec), new Sgd(), theta, rate);
  }

  /** The network that our images are trained on. */
  public static NetworkSpec spec(Idx data, List<Integer> hidden) {
    return NetworkSpec.perceptron(
        data.features(), hidden, new Relu(), 10, new SoftmaxCrossEntropy(), true);
  }

  /** How many steps an epoch has. */
  public long steps() {
    return batches.stepsPerEpoch();
  }

  /**
   * One pass over the rows.
   *
   * @param number from 1
   * @return the mean of each row's loss before its update
   */
  public double epoch(int number) {
    double loss = 0;
    for (long step = 0; step < steps(); step++) {
      worker.begin(update.theta());
      GradientSum sum = worker.gradient(shard, number, step);
      loss += sum.score().loss();
      update.apply(sum.gradient(), sum.score().weight());
    }
    return loss / shard.rows();
  }

  private static Shard shard(Idx data) {
    ShardBuilder builder =
        new ShardBuilder(
            0, 1, new RowForm(Features.Kind.BYTES, data.features(), Task.CLASSIFICATION, 1, false));
    for (int i = 0; i < data.rows(); i++) {
      builder.addBytes(data.image(i));
      builder.setClass(data.label(i));
    }
    return builder.build();
  }

  /** The precision with this name on our command line. */
  static Precision precision(String name) {
    return Precision.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
