package org.lockstep.bench.kernel;

import java.util.concurrent.TimeUnit;
import org.lockstep.bench.peer.LayerProducts;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.BatchTargets;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Words;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The output and its loss, for 25 rows of ten classes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Loss {
  private static final int ROWS = 25;
  private static final int OUTPUTS = 10;

  /** The pair of output and loss. */
  @Param({"softmax-cross-entropy", "sigmoid-squared-error"})
  public String outputLoss;

  /** The precision of the logits. */
  @Param public Precision precision;

  private OutputLoss loss;
  private Matrix logits;
  private Matrix z;
  private BatchTargets targets;
  private OutputLoss.Scratch scratch;
  private Score score;

  /** Fills logits and targets. */
  @Setup
  public void fill() {
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.AUTO.load());
    logits = LayerProducts.filled(arithmetic, ROWS, OUTPUTS);
    z = LayerProducts.filled(arithmetic, ROWS, OUTPUTS);
    loss = Words.find(OutputLoss.all(), outputLoss).orElseThrow();
    targets = new BatchTargets(ROWS, OUTPUTS);
    for (int i = 0; i < ROWS; i++) {
      targets.setClass(i, i % OUTPUTS, 1);
    }
    scratch = new OutputLoss.Scratch(OUTPUTS);
    score = new Score(Task.CLASSIFICATION, OUTPUTS, false);
  }

  /** Loss, score and dZ, including a copy of the logits. */
  @Benchmark
  public Score forwardBackward() {
    z.copyFrom(logits);
    loss.forwardBackward(z, targets, score, scratch);
    return score;
  }
}
