package org.lockstep.bench.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Gathers 25 rows of 784 features into a batch and scales them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Gather {
  private static final int ROWS = 25;
  private static final int FEATURES = 784;

  /** The precision of the batch. */
  @Param public Precision precision;

  private final byte[] bytes = new byte[ROWS * FEATURES];
  private final float[] floats = new float[ROWS * FEATURES];
  private Batch batch;
  private FlatVector shift;
  private FlatVector factor;

  /** Fills the rows. */
  @Setup
  public void fill() {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Arrays.fill(floats, 0.5f);
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    batch = arithmetic.batch(ROWS, FEATURES);
    shift = arithmetic.vector(Scaling.unit(FEATURES).shift());
    factor = arithmetic.vector(Scaling.unit(FEATURES).factor());
  }

  /** From unsigned bytes, the form of images. */
  @Benchmark
  public Batch fromBytes() {
    for (int i = 0; i < ROWS; i++) {
      batch.standardizeBytes(bytes, i * FEATURES, i, shift, factor);
    }
    return batch;
  }

  /** From unsigned bytes with one scaling for all, the usual form of images. */
  @Benchmark
  public Batch fromBytesScaledAlike() {
    for (int i = 0; i < ROWS; i++) {
      batch.standardizeBytes(bytes, i * FEATURES, i, 33.3, 1 / 78.6);
    }
    return batch;
  }

  /** From floats, the form of tables. */
  @Benchmark
  public Batch fromFloats() {
    for (int i = 0; i < ROWS; i++) {
      batch.standardizeFloats(floats, i * FEATURES, i, shift, factor);
    }
    return batch;
  }
}
