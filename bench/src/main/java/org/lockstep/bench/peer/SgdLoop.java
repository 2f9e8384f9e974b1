package org.lockstep.bench.peer;

import java.util.List;
import java.util.Locale;
import org.lockstep.bench.data.Idx;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.Topology;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;

/**
 * Training without Spark: all rows in one shard, one thread, and the arithmetic of our tasks and
 * our driver, one behind the other. What a step costs beyond this is what distribution costs.
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
  public SgdLoop(Idx data, Topology topology, FlatVector theta, int batchSize, double rate) {
    this.batches = new Batches(data.rows(), 1, batchSize, false, 1);
    this.shard = shard(data);
    this.worker =
        new ShardWorker(
            new ShardProgram(
                topology,
                Task.CLASSIFICATION,
                theta.precision(),
                BlasChoice.AUTO,
                Scaling.unit(topology.inputs()),
                Dropout.none(),
                batches,
                List.of()));
    this.update = new Update(ParameterLayout.of(topology), Optimizer.Rule.SGD, theta, rate);
  }

  /** The network that our images are put through. */
  public static Topology topology(Idx data, List<Integer> hidden) {
    return new Topology(
        data.features(), hidden, Activation.RELU, 10, OutputLoss.SOFTMAX_CROSS_ENTROPY, true);
  }

  /** Steps of an epoch. */
  public long steps() {
    return batches.stepsPerEpoch();
  }

  /**
   * One pass over the rows.
   *
   * @param number from 1
   * @return the mean loss, each row's before its update
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
        new ShardBuilder(0, 1, Features.Kind.BYTES, data.features(), Task.CLASSIFICATION, 1, false);
    for (int i = 0; i < data.rows(); i++) {
      builder.addBytes(data.image(i));
      builder.setClass(data.label(i));
    }
    return builder.build();
  }

  /** The precision named as on our command line. */
  static Precision precision(String name) {
    return Precision.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
