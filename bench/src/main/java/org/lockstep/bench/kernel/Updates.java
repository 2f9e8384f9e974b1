package org.lockstep.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.lockstep.bench.peer.Update;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Optimizer;
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
  private static final int PARAMETERS = 79_510;

  /** The optimizer. */
  @Param({"SGD", "MOMENTUM", "NESTEROV", "ADAM"})
  public Optimizer.Rule rule;

  /** Of all values. */
  @Param public Precision precision;

  private FlatVector initial;
  private FlatVector sum;
  private Update update;

  /** Makes θ and a gradient. */
  @Setup
  public void fill() {
    FlatVector theta = FlatVector.zeros(precision, PARAMETERS);
    initial = FlatVector.zeros(precision, PARAMETERS);
    for (int i = 0; i < PARAMETERS; i++) {
      initial.set(i, Math.sin(i));
    }
    sum = initial.copy();
    update = new Update(rule, theta, 1e-6);
  }

  /** Check, mean and optimizer, a copy of the gradient included. */
  @Benchmark
  public FlatVector apply() {
    sum.copyFrom(initial);
    update.apply(sum, 50);
    return update.theta();
  }
}
