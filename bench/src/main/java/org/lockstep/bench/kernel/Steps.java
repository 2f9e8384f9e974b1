package org.lockstep.bench.kernel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A shard's share of a step, on 784-100-10: gather, products, activations, loss and backward pass
 * together.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Steps {
  private static final int FEATURES = 784;

  /** The rows of a shard in a step. */
  @Param({"1", "25", "250"})
  public int rows;

  /** The precision of all values. */
  @Param public Precision precision;

  private Shard shard;
  private ShardWorker worker;
  private FlatVector theta;

  /** Fills a shard of bytes. */
  @Setup
  public void fill() {
    ShardBuilder builder =
        new ShardBuilder(
            0, 1, new RowForm(Features.Kind.BYTES, FEATURES, Task.CLASSIFICATION, 1, false));
    for (int i = 0; i < rows; i++) {
      byte[] row = new byte[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        row[j] = (byte) (i * 31 + j * 7);
      }
      builder.addBytes(row);
      builder.setClass(i % 10);
    }
    shard = builder.build();
    NetworkSpec spec =
        NetworkSpec.perceptron(
            FEATURES, List.of(100), new Relu(), 10, new SoftmaxCrossEntropy(), true);
    worker =
        new ShardWorker(
            new ShardProgram(
                spec,
                new ArithmeticChoice(precision, BlasChoice.AUTO),
                Scaling.unit(FEATURES),
                Task.CLASSIFICATION,
                new Batches(rows, 1, rows, false, 1),
                0));
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    theta = new Initializer.He().initialize(new Network(spec), arithmetic, 0, 1);
  }

  /** Loss and gradient. */
  @Benchmark
  public GradientSum gradient() {
    worker.begin(theta);
    return worker.gradient(shard, 1, 0);
  }

  /** Loss and accuracy alone. */
  @Benchmark
  public Score score() {
    worker.begin(theta);
    return worker.score(shard, false);
  }
}
