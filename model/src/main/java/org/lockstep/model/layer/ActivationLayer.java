package org.lockstep.model.layer;

import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Activation.Kept;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/** {@code Y = g(X)}, element by element. */
public record ActivationLayer(Activation function) implements Layer {
  @Override
  public String text() {
    return function.text();
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
    return function.kept() == Kept.A;
  }

  @Override
  public boolean needsOutput() {
    return function.kept() == Kept.A;
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    if (x != y) {
      y.copyFrom(x);
    }
    y.apply(function); // Y = g(X)
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
    dX.applyDerivative(function, function.kept() == Kept.A ? y : (Matrix) x); // dX = dY ⊙ g'(X)
  }
}
