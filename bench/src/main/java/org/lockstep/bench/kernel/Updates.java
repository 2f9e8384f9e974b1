package org.lockstep.bench.kernel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lockstep.bench.peer.Update;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.text.Words;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The driver's part of a step, on the parameters of 784-100-10. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Updates {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          NetworkSpec.perceptron(
              784, List.of(100), new Relu(), 10, new SoftmaxCrossEntropy(), true));

  /** The optimizer. */
  @Param({"sgd", "momentum", "nesterov", "adam", "rmsprop", "adagrad"})
  public String optimizer;

  /** The precision of all values. */
  @Param public Precision precision;

  private FlatVector sum;
  private Update update;

  /** Fills θ and a gradient. */
  @Setup
  public void fill() {
    FlatVector theta = FlatVector.zeros(precision, LAYOUT.length());
    sum = FlatVector.zeros(precision, LAYOUT.length());
    for (int i = 0; i < LAYOUT.length(); i++) {
      sum.set(i, Math.sin(i));
    }
    update =
        new Update(LAYOUT, Words.find(ElementRule.all(), optimizer).orElseThrow(), theta, 1e-6);
  }

  /** Check, mean and optimizer step. */
  @Benchmark
  public FlatVector apply() {
    update.apply(sum, 50);
    return update.theta();
  }
}
