package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.model.text.Text;

/**
 * Inverted dropout (N. Srivastava et al., JMLR 15, 2014): {@code Y = X ⊙ M}. While training, each
 * unit is dropped with probability p and the others are multiplied by 1/(1-p), so that prediction
 * needs no change. Which units a row drops depends on (seed, epoch, layer, row) alone.
 *
 * @param probability p, in (0, 1)
 */
public record Dropout(double probability) implements Layer {
  public Dropout {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("dropout probability " + probability);
    }
  }

  @Override
  public String text() {
    return "dropout " + Text.number(probability);
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public boolean isElementwise() {
    return true;
  }

  @Override
  public boolean takesBatch() {
    return true;
  }

  @Override
  public boolean mayOverwriteInput() {
    return true;
  }

  /** The mask M. */
  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return new Memory.OfRows(List.of(arithmetic.matrix(capacity, inputs)));
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    if (x != y) {
      y.copyFrom(x);
    }
    if (pass == Pass.TRAINING) {
      y.multiplyElements(mask(memory)); // Y = X ⊙ M
    }
  }

  @Override
  public void backward(
      Rows x,
      Matrix y,
      LayerArrays parameters,
      Memory memory,
      Matrix dY,
      LayerArrays gradients,
      Matrix dX,
      boolean accumulate) {
    if (dX == null) {
      return;
    }
    if (dX != dY) {
      dX.copyFrom(dY);
    }
    dX.multiplyElements(mask(memory)); // dX = dY ⊙ M
  }

  /** The mask M. */
  private static Matrix mask(Memory memory) {
    return ((Memory.OfRows) memory).get(0);
  }

  /**
   * Draws one row of M: 0 or 1/(1-p) for each unit.
   *
   * @param memory this layer's memory
   * @param i the row of the mask to fill
   * @param seed the run's seed
   * @param layer the index of this layer among the dropout layers, from 0
   * @param row the index of the row in the training set
   * @param units scratch memory for a row
   * @param factor the factor of p, in [0, 1]
   */
  public void drawMask(
      Memory memory,
      int i,
      long seed,
      int epoch,
      int layer,
      long row,
      RandomStream random,
      double[] units,
      double factor) {
    Matrix mask = mask(memory);
    random.reset(Purpose.DROPOUT, seed, epoch, layer, row);
    double p = probability * factor;
    double kept = 1 / (1 - p);
    for (int j = 0; j < mask.columns(); j++) {
      units[j] = random.nextDouble() < p ? 0 : kept;
    }
    mask.storeRow(i, units);
  }
}
