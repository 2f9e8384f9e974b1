package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Activation.Kept;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * An activation that each unit mixes with the identity: {@code Y = (1-α)⊙X + α⊙g(X)} with α: 1 x
 * in, starting at 1 (D. Holzmüller, L. Grinsztajn and I. Steinwart, NeurIPS 2024, appendix A). With
 * relu it is PReLU of slope 1-α (K. He et al., ICCV 2015).
 */
public record ParametricActivation(Activation function) implements Layer {
  @Override
  public String text() {
    return "parametric " + function.text();
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    return List.of(new ParameterSpec("mix", 1, inputs, Role.GAIN));
  }

  /** Keeps g(X), and dY ⊙ g'(X). */
  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return new Memory.OfRows(
        List.of(arithmetic.matrix(capacity, inputs), arithmetic.matrix(capacity, inputs)));
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Matrix a = ((Memory.OfRows) memory).get(0);
    a.copyFrom(x);
    a.apply(function); // A = g(X)
    Broadcast.mix(y, (Matrix) x, a, parameters.get(0)); // Y = X + α ⊙ (A - X)
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
    Matrix a = ((Memory.OfRows) memory).get(0);
    Broadcast.sumProducts(gradients.get(0), a, dY, accumulate);
    Broadcast.subtractProducts(gradients.get(0), (Matrix) x, dY); // dα = 1ᵀ·((A - X) ⊙ dY)
    if (dX == null) {
      return;
    }
    Matrix dA = ((Memory.OfRows) memory).get(1);
    dA.copyFrom(dY);
    dA.applyDerivative(function, function.kept() == Kept.A ? a : (Matrix) x);
    Broadcast.mix(dX, dY, dA, parameters.get(0)); // dX = dY + α ⊙ (dY ⊙ g'(X) - dY)
  }
}
