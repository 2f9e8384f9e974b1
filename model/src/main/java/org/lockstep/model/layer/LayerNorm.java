package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.RowNorm;
import org.lockstep.model.math.Rows;

/**
 * Layer normalisation (J. Ba, J. Kiros and G. Hinton, arXiv 1607.06450, 2016): {@code Y = γ⊙X̂ + β}
 * with {@code X̂ = (X - μ) / √(σ² + ε)}, where μ and σ² are the mean and variance of a row, and ε
 * is 10⁻⁵. γ and β: 1 x in, starting at 1 and 0.
 */
public record LayerNorm() implements Layer {
  /** ε. */
  public static final double EPSILON = 1e-5;

  @Override
  public String text() {
    return "layer-norm";
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    return List.of(
        new ParameterSpec("lngain", 1, inputs, Role.GAIN),
        new ParameterSpec("lnbias", 1, inputs, Role.BIAS, new Start.Constant(0)));
  }

  /** Keeps X̂, and 1/√(σ² + ε) of each row. */
  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return new Memory.OfRows(
        List.of(arithmetic.matrix(capacity, inputs), arithmetic.matrix(capacity, 1)));
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Memory.OfRows kept = (Memory.OfRows) memory;
    RowNorm.normalize(kept.get(0), kept.get(1), (Matrix) x, EPSILON);
    Broadcast.affine(y, kept.get(0), parameters.get(0), parameters.get(1)); // Y = γ⊙X̂ + β
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
    Memory.OfRows kept = (Memory.OfRows) memory;
    Broadcast.sumProducts(gradients.get(0), kept.get(0), dY, accumulate); // dγ = 1ᵀ·(X̂ ⊙ dY)
    gradients.get(1).sumRowsOf(dY, accumulate); // dβ = 1ᵀ·dY
    if (dX != null) {
      Broadcast.multiplyRow(dX, dY, parameters.get(0)); // dX̂ = dY ⊙ γ
      RowNorm.backward(dX, kept.get(0), kept.get(1));
    }
  }
}
