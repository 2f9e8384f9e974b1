package org.lockstep.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Activations and their derivatives, on the hidden units of 25 rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Elements {
  private static final int ROWS = 25;
  private static final int UNITS = 100;

  /** Of the hidden layer. */
  @Param({"RELU", "TANH", "SIGMOID"})
  public Activation activation;

  /** Of all values. */
  @Param public Precision precision;

  private Matrix initial;
  private Matrix z;
  private Matrix a;

  /** Makes the matrices. */
  @Setup
  public void fill() {
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    initial = Products.filled(arithmetic, ROWS, UNITS);
    z = Products.filled(arithmetic, ROWS, UNITS);
    a = Products.filled(arithmetic, ROWS, UNITS);
    activation.forward(a);
  }

  /** A = g(Z), a copy of Z included. */
  @Benchmark
  public Matrix forward() {
    z.copyFrom(initial);
    activation.forward(z);
    return z;
  }

  /** dZ = dA ⊙ g'(Z), a copy of dA included. */
  @Benchmark
  public Matrix backward() {
    z.copyFrom(initial);
    activation.backward(z, a);
    return z;
  }
}
