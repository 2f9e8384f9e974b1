package org.lockstep.model.network;

import java.util.List;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dense.DenseStart;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.LayerArrays;
import org.lockstep.model.layer.LayerStack;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.ColumnNorm;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * Starts dense layers from rows of the data ({@link DenseStart#DATA}), one layer after another. W
 * is drawn from N(0, 1); each of its columns is then divided by the standard deviation of its
 * unit's outputs for these rows, so that every unit has variance 1. b is minus a random mean of
 * five of a unit's outputs, so that every unit's hyperplane passes through the rows. With row i
 * drawn uniformly and e from the exponential distribution, {@code b = -Σ e_k·z_(i_k) / Σ e_k}, k
 * from 1 to 5 (D. Holzmüller, L. Grinsztajn and I. Steinwart, NeurIPS 2024, after I. Steinwart,
 * arXiv 1903.11482, 2019).
 */
public final class DataStart {
  /** How many rows are used; all rows if there are fewer. */
  public static final int ROWS = 1_000;

  private static final int POINTS = 5;

  private final Arithmetic arithmetic;
  private final long seed;
  private int number; // of layers started so far

  private DataStart(Arithmetic arithmetic, long seed) {
    this.arithmetic = arithmetic;
    this.seed = seed;
  }

  /** Whether a layer starts this way. */
  public static boolean isWanted(List<Layer> layers) {
    return layers.stream()
        .anyMatch(
            layer ->
                layer instanceof Residual residual
                    ? isWanted(residual.inner())
                    : layer instanceof Dense dense && dense.start() == DenseStart.DATA);
  }

  /**
   * Overwrites those layers' parameters in θ: a pure function of θ, the rows and the seed.
   *
   * @param network the network to start
   * @param batch its input holds the rows' features
   * @param theta as an {@link Initializer} makes it
   */
  public static void apply(Network network, Workspace batch, FlatVector theta, long seed) {
    batch.setParameters(theta);
    new DataStart(batch.arithmetic(), seed)
        .pass(network.spec().layers(), batch.parameters(), batch.input(), false);
  }

  /**
   * Starts layers, each on the output of the layers before it.
   *
   * @param isInside whether the input is the output of other layers
   */
  private Rows pass(
      List<Layer> layers, List<LayerArrays> parameters, Rows input, boolean isInside) {
    Rows x = input;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      boolean isMatrix = isInside || l > 0;
      if (layer instanceof Dense dense && dense.start() == DenseStart.DATA) {
        start(dense, parameters.get(l), x, isMatrix);
      }
      if (layer instanceof Residual residual) {
        x = sum((Matrix) x, residual, parameters.get(l));
      } else if (!(layer instanceof Dropout)) {
        x = forward(layer, parameters.get(l), x, isMatrix);
      }
    }
    return x;
  }

  private Matrix sum(Matrix x, Residual residual, LayerArrays parameters) {
    Matrix y = arithmetic.matrix(x.rows(), x.columns());
    Broadcast.sum(y, x, (Matrix) pass(residual.inner(), parameters.inner(), x, true));
    return y;
  }

  private Matrix forward(Layer layer, LayerArrays parameters, Rows x, boolean isMatrix) {
    LayerStack alone = new LayerStack(List.of(layer), x.columns(), x.rows(), arithmetic, isMatrix);
    alone.setRows(x.rows());
    alone.forward(x, List.of(parameters), Layer.Pass.TRAINING);
    return alone.output();
  }

  private void start(Dense dense, LayerArrays parameters, Rows x, boolean isMatrix) {
    if (dense.bias()) {
      parameters.get(1).fill(0);
    }
    Matrix z = forward(dense, parameters, x, isMatrix);
    Matrix mean = arithmetic.matrix(1, z.columns());
    Matrix variance = arithmetic.matrix(1, z.columns());
    ColumnNorm.means(mean, z);
    ColumnNorm.variances(variance, z, mean);
    RandomStream random = new RandomStream(Purpose.DATA_START, seed, ++number, 0, 0);
    for (int j = 0; j < z.columns(); j++) {
      double deviation = Math.sqrt(variance.get(0, j));
      double factor = deviation > 0 ? 1 / deviation : 1; // the deviation is 0 if all rows are alike
      Matrix w = parameters.get(0);
      for (int i = 0; i < w.rows(); i++) {
        w.set(i, j, factor * w.get(i, j));
      }
      if (dense.bias()) {
        parameters.get(1).set(0, j, -factor * meanOfSome(z, j, random));
      }
    }
  }

  /** A randomly weighted mean of five of a column's values. */
  private static double meanOfSome(Matrix z, int j, RandomStream random) {
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < POINTS; k++) {
      double value = z.get((int) random.nextLong(z.rows()), j);
      double weight = -StrictMath.log(1 - random.nextDouble());
      sum += weight * value;
      weights += weight;
    }
    return weights > 0 ? sum / weights : 0;
  }
}
