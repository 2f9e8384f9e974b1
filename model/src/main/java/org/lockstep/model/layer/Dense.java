package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * An affine map: {@code Y = X·W + b} with W: in x out, b: 1 x out.
 *
 * @param units out, at least 1
 * @param bias whether there is b
 */
public record Dense(int units, boolean bias) implements Layer {
  @Override
  public int outputs(int inputs) {
    return units;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    ParameterSpec w = new ParameterSpec("W", inputs, units, Role.WEIGHT);
    return bias ? List.of(w, new ParameterSpec("b", 1, units, Role.BIAS)) : List.of(w);
  }

  @Override
  public void forward(Rows x, List<Matrix> parameters, List<Matrix> memory, Matrix y, Pass pass) {
    if (bias) {
      y.repeatRow(parameters.get(1));
    }
    y.multiply(x, parameters.get(0), bias); // Y = X·W + b
  }

  @Override
  public void backward(
      Rows x,
      Matrix y,
      List<Matrix> parameters,
      List<Matrix> memory,
      Matrix dY,
      List<Matrix> gradients,
      Matrix dX,
      boolean accumulate) {
    gradients.get(0).multiplyTransposedLeft(x, dY, accumulate); // dW = Xᵀ·dY
    if (bias) {
      gradients.get(1).sumRowsOf(dY, accumulate); // db = 1ᵀ·dY
    }
    if (dX != null) {
      dX.multiplyTransposedRight(dY, parameters.get(0)); // dX = dY·Wᵀ
    }
  }
}
