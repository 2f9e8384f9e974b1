package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.ColumnNorm;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * Batch normalisation (S. Ioffe and C. Szegedy, ICML 2015): {@code Y = γ⊙X̂ + β} with {@code X̂ =
 * (X - μ) / √(σ² + ε)} and ε = 10⁻⁵. During training, μ and σ² are the mean and variance of a
 * column over the rows that pass through the network at once: the rows of a step that lie in one
 * shard, so that they do not depend on the number of tasks. Predictions use the running mean and
 * variance. Every step moves these a tenth of the way ({@link Role#MOVING_SHARE}) towards the mean
 * of its μ and σ²·n/(n - 1), weighted by the rows' weights. γ and β: 1 x in, starting at 1 and 0.
 */
public record BatchNorm() implements Layer {
  /** ε. */
  public static final double EPSILON = 1e-5;

  private static final int FEWEST_ROWS = 16;

  @Override
  public String text() {
    return "batch-norm";
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public int fewestRows() {
    return FEWEST_ROWS;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    return List.of(
        new ParameterSpec("bngain", 1, inputs, Role.GAIN),
        new ParameterSpec("bnbias", 1, inputs, Role.BIAS, new Start.Constant(0)),
        new ParameterSpec("bnmean", 1, inputs, Role.STATISTIC),
        new ParameterSpec("bnvar", 1, inputs, Role.STATISTIC, new Start.Constant(1)));
  }

  /**
   * X̂ of each row, and of the columns: μ, σ², 1/√(σ² + ε), 1ᵀ·dY, 1ᵀ·(X̂ ⊙ dY), a factor; each 1 x
   * in.
   */
  private record Kept(
      Matrix normalized,
      Matrix mean,
      Matrix variance,
      Matrix inverse,
      Matrix sum,
      Matrix sumOfProducts,
      Matrix factor)
      implements Memory {
    @Override
    public void setRows(int rows) {
      normalized.setRows(rows);
    }
  }

  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return new Kept(
        arithmetic.matrix(capacity, inputs),
        arithmetic.matrix(1, inputs),
        arithmetic.matrix(1, inputs),
        arithmetic.matrix(1, inputs),
        arithmetic.matrix(1, inputs),
        arithmetic.matrix(1, inputs),
        arithmetic.matrix(1, inputs));
  }

  @Override
  public void forward(Rows rows, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Kept kept = (Kept) memory;
    Matrix x = (Matrix) rows;
    Matrix mean = parameters.get(2);
    Matrix variance = parameters.get(3);
    if (pass == Pass.TRAINING) {
      mean = kept.mean;
      variance = kept.variance;
      ColumnNorm.means(mean, x);
      ColumnNorm.variances(variance, x, mean);
    }
    ColumnNorm.inverseRoots(kept.inverse, variance, EPSILON);
    ColumnNorm.normalize(kept.normalized, x, mean, kept.inverse); // X̂ = (X - μ) / √(σ² + ε)
    Broadcast.affine(y, kept.normalized, parameters.get(0), parameters.get(1)); // Y = γ⊙X̂ + β
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
    Kept kept = (Kept) memory;
    kept.sum.sumRowsOf(dY, false);
    Broadcast.sumProducts(kept.sumOfProducts, kept.normalized, dY, false);
    Broadcast.addScaled(gradients.get(0), kept.sumOfProducts, 1, accumulate); // dγ = 1ᵀ·(X̂ ⊙ dY)
    Broadcast.addScaled(gradients.get(1), kept.sum, 1, accumulate); // dβ = 1ᵀ·dY
    if (dX != null) {
      Broadcast.multiplyRow(kept.factor, kept.inverse, parameters.get(0));
      // dX = γ/√(σ² + ε) ⊙ (dY - dβ/n - X̂ ⊙ dγ/n)
      ColumnNorm.backward(dX, dY, kept.normalized, kept.factor, kept.sum, kept.sumOfProducts);
    }
  }

  @Override
  public void observe(Memory memory, LayerArrays gradients, double weight, boolean accumulate) {
    Kept kept = (Kept) memory;
    int n = kept.normalized.rows();
    double unbiased = n > 1 ? n / (n - 1.0) : 1;
    Broadcast.addScaled(gradients.get(2), kept.mean, weight, accumulate);
    Broadcast.addScaled(gradients.get(3), kept.variance, weight * unbiased, accumulate);
  }
}
