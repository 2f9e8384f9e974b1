package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * Multiplies each input by a factor: {@code Y = X ⊙ s} with s: 1 x in, starting at 1 (D.
 * Holzmüller, L. Grinsztajn and I. Steinwart, NeurIPS 2024, section 3).
 */
public record ScalingLayer() implements Layer {
  @Override
  public String text() {
    return "scaling";
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    return List.of(new ParameterSpec("scale", 1, inputs, Role.GAIN));
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Broadcast.multiplyRow(y, (Matrix) x, parameters.get(0)); // Y = X ⊙ s
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
    Broadcast.sumProducts(gradients.get(0), (Matrix) x, dY, accumulate); // ds = 1ᵀ·(X ⊙ dY)
    if (dX != null) {
      Broadcast.multiplyRow(dX, dY, parameters.get(0)); // dX = dY ⊙ s
    }
  }
}
