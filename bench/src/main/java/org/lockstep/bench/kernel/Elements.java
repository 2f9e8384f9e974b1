package org.lockstep.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.lockstep.bench.peer.LayerProducts;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Words;
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

  /** The activation of the hidden layer. */
  @Param({"relu", "tanh", "sigmoid"})
  public String activation;

  /** The precision of all values. */
  @Param public Precision precision;

  private Activation g;
  private Matrix initial;
  private Matrix z;
  private Matrix a;

  /** Fills the matrices. */
  @Setup
  public void fill() {
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    initial = LayerProducts.filled(arithmetic, ROWS, UNITS);
    z = LayerProducts.filled(arithmetic, ROWS, UNITS);
    a = LayerProducts.filled(arithmetic, ROWS, UNITS);
    g = Words.find(Activation.all(), activation).orElseThrow();
    a.apply(g);
  }

  /** A = g(Z), including a copy of Z. */
  @Benchmark
  public Matrix forward() {
    z.copyFrom(initial);
    z.apply(g);
    return z;
  }

  /** dZ = dA ⊙ g'(Z), including a copy of dA. */
  @Benchmark
  public Matrix backward() {
    z.copyFrom(initial);
    z.applyDerivative(g, a);
    return z;
  }
}
