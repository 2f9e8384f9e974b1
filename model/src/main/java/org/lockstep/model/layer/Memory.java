package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Matrix;

/**
 * What a layer keeps from the forward to the backward pass, for one thread. Each layer makes its
 * own.
 */
public interface Memory {

  /** The memory of a layer that keeps nothing. */
  Memory NONE = rows -> {};

  /** Uses the first {@code rows} rows of everything that has a row for each row of a batch. */
  void setRows(int rows);

  /** Matrices with a row for each row of a batch. */
  record OfRows(List<Matrix> matrices) implements Memory {
    public OfRows {
      matrices = List.copyOf(matrices);
    }

    @Override
    public void setRows(int rows) {
      for (int i = 0; i < matrices.size(); i++) {
        matrices.get(i).setRows(rows);
      }
    }

    Matrix get(int i) {
      return matrices.get(i);
    }
  }
}
