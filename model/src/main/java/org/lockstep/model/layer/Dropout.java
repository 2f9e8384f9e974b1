package org.lockstep.model.layer;

import org.lockstep.model.math.Matrix;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * Inverted dropout (N. Srivastava et al., JMLR 15, 2014): while training, each hidden unit is
 * dropped with probability p and the others are multiplied by 1/(1-p), so that prediction needs no
 * change. Which units a row drops depends on (seed, epoch, layer, row) alone.
 *
 * @param probability p, in [0, 1)
 * @param seed the run's seed
 */
public record Dropout(double probability, long seed) implements java.io.Serializable {
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("dropout probability " + probability);
    }
  }

  /** Drops nothing. */
  public static Dropout none() {
    return new Dropout(0, 0);
  }

  /** Whether anything is dropped. */
  public boolean isOn() {
    return probability > 0;
  }

  /**
   * The mask M of one row: 0 or 1/(1-p) for each unit.
   *
   * @param mask rows x units
   * @param i the row of the mask to fill
   * @param row the index of the row in the training set
   */
  public void fillMask(
      Matrix mask, int i, int epoch, int layer, long row, RandomStream random, double[] units) {
    random.reset(Purpose.DROPOUT, seed, epoch, layer, row);
    double kept = 1 / (1 - probability);
    for (int j = 0; j < mask.columns(); j++) {
      units[j] = random.nextDouble() < probability ? 0 : kept;
    }
    mask.storeRow(i, units);
  }
}
