package org.lockstep.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.lockstep.bench.peer.LayerProducts;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.math.Arithmetic;
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

/** The three products of a layer, at the shapes of a shard's share of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Products {
  /** Rows, inputs and units of the layer. */
  @Param({"1x784x100", "25x784x100", "25x100x10", "250x784x100", "500x2500x2000"})
  public String shape;

  /** The precision of all values. */
  @Param public Precision precision;

  private Matrix x;
  private Matrix w;
  private Matrix z;
  private Matrix dW;
  private Matrix dX;

  /** Fills the matrices. */
  @Setup
  public void fill() {
    String[] sizes = shape.split("x", 3);
    int rows = Integer.parseInt(sizes[0]);
    int in = Integer.parseInt(sizes[1]);
    int out = Integer.parseInt(sizes[2]);
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    x = LayerProducts.filled(arithmetic, rows, in);
    w = LayerProducts.filled(arithmetic, in, out);
    z = LayerProducts.filled(arithmetic, rows, out);
    dW = LayerProducts.filled(arithmetic, in, out);
    dX = LayerProducts.filled(arithmetic, rows, in);
  }

  /** Z = X·W. */
  @Benchmark
  public Matrix forward() {
    z.multiply(x, w, false);
    return z;
  }

  /** dW = Xᵀ·dZ. */
  @Benchmark
  public Matrix weightGradient() {
    dW.multiplyTransposedLeft(x, z, false);
    return dW;
  }

  /** dX = dZ·Wᵀ. */
  @Benchmark
  public Matrix inputGradient() {
    dX.multiplyTransposedRight(z, w);
    return dX;
  }
}
