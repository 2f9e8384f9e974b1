package org.lockstep.model.layer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;
import org.lockstep.model.random.RandomStream;

/**
 * A sequence of layers, with one thread's memory for all values between them. It is sized once; a
 * pass allocates nothing.
 */
public final class LayerStack implements Memory {
  private final List<Layer> layers;
  private final Matrix copied; // X as a matrix if the first layer does not take a batch; else null
  private final Matrix[] values; // the output of each layer
  private final Matrix[] derivatives; // with respect to each layer's input; the first can be null
  private final List<Memory> memories;

  /**
   * Creates the memory for these layers.
   *
   * @param inputs the columns of X
   * @param capacity the most rows
   * @param isInside whether X is a matrix and its derivative is needed; otherwise X is features
   */
  public LayerStack(
      List<Layer> layers, int inputs, int capacity, Arithmetic arithmetic, boolean isInside) {
    this.layers = layers;
    boolean copies = !isInside && !layers.get(0).takesBatch();
    this.copied = copies ? arithmetic.matrix(capacity, inputs) : null;
    this.values = new Matrix[layers.size()];
    this.memories = new ArrayList<>();
    int width = inputs;
    for (int l = 0; l < values.length; l++) {
      Layer layer = layers.get(l);
      memories.add(layer.memory(width, capacity, arithmetic));
      width = layer.outputs(width);
      boolean overwrites = l > 0 && layer.mayOverwriteInput() && !layers.get(l - 1).needsOutput();
      values[l] = overwrites ? values[l - 1] : arithmetic.matrix(capacity, width);
    }
    this.derivatives = new Matrix[values.length + 1];
    derivatives[values.length] = // a loss overwrites the logits
        isInside ? arithmetic.matrix(capacity, width) : output();
    for (int l = values.length - 1; l >= (isInside ? 0 : 1); l--) {
      int in = l == 0 ? inputs : values[l - 1].columns();
      derivatives[l] =
          layers.get(l).isElementwise() ? derivatives[l + 1] : arithmetic.matrix(capacity, in);
    }
  }

  @Override
  public void setRows(int rows) {
    if (copied != null) {
      copied.setRows(rows);
    }
    for (int l = 0; l < values.length; l++) {
      values[l].setRows(rows);
      memories.get(l).setRows(rows);
    }
    for (Matrix derivative : derivatives) {
      if (derivative != null) {
        derivative.setRows(rows);
      }
    }
  }

  /** Draws the dropout masks of batch row {@code i}; see {@link Dropout#drawMask}. */
  public void drawMasks(
      int i, long seed, int epoch, long row, RandomStream random, double[] units, double factor) {
    drawMasks(i, seed, epoch, 0, row, random, units, factor);
  }

  /**
   * The same, with layer numbers from {@code first} on; returns the number of the next dropout
   * layer.
   */
  private int drawMasks(
      int i,
      long seed,
      int epoch,
      int first,
      long row,
      RandomStream random,
      double[] units,
      double factor) {
    int number = first;
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l) instanceof Dropout dropout) {
        dropout.drawMask(memories.get(l), i, seed, epoch, number++, row, random, units, factor);
      } else if (memories.get(l) instanceof LayerStack inner) {
        number = inner.drawMasks(i, seed, epoch, number, row, random, units, factor);
      }
    }
    return number;
  }

  /**
   * Computes the output of each layer in turn, beginning with X.
   *
   * @param parameters the parameters of each layer
   */
  public void forward(Rows x, List<LayerArrays> parameters, Layer.Pass pass) {
    if (copied != null) {
      copied.copyFrom(x);
    }
    for (int l = 0; l < values.length; l++) {
      layers.get(l).forward(input(x, l), parameters.get(l), memories.get(l), values[l], pass);
    }
  }

  /**
   * Computes the derivatives with respect to all parameters from that with respect to the
   * {@linkplain #outputDerivative output}.
   *
   * @param gradients the derivatives with respect to each layer's parameters
   */
  public void backward(
      Rows x, List<LayerArrays> parameters, List<LayerArrays> gradients, boolean accumulate) {
    for (int l = values.length - 1; l >= 0; l--) {
      layers
          .get(l)
          .backward(
              input(x, l),
              values[l],
              parameters.get(l),
              memories.get(l),
              derivatives[l + 1],
              gradients.get(l),
              derivatives[l],
              accumulate);
    }
  }

  /** See {@link Layer#observe}. */
  public void observe(List<LayerArrays> gradients, double weight, boolean accumulate) {
    for (int l = 0; l < values.length; l++) {
      layers.get(l).observe(memories.get(l), gradients.get(l), weight, accumulate);
    }
  }

  private Rows input(Rows x, int l) {
    if (l > 0) {
      return values[l - 1];
    }
    return copied == null ? x : copied;
  }

  /** The output of the last layer. */
  public Matrix output() {
    return values[values.length - 1];
  }

  /** The derivative with respect to the last layer's output, to be set before the backward pass. */
  public Matrix outputDerivative() {
    return derivatives[values.length];
  }

  /** The derivative with respect to X after the backward pass, for a stack inside another. */
  Matrix inputDerivative() {
    return derivatives[0];
  }

  /**
   * Adds one bit for each kink of each unit of each row, from bit {@code first} on: whether the
   * unit is above the kink. Units of a batch have none, because no parameter moves them.
   *
   * @param x the input of the latest pass
   * @return one past the last bit
   */
  public int addSides(Rows x, BitSet sides, int first) {
    int bit = first;
    for (int l = 0; l < values.length; l++) {
      if (layers.get(l) instanceof ActivationLayer plain) {
        bit = addSides(sides, bit, plain.function(), input(x, l), values[l]);
      } else if (layers.get(l) instanceof ParametricActivation mixed) {
        Matrix a = ((Memory.OfRows) memories.get(l)).get(0);
        bit = addSides(sides, bit, mixed.function(), input(x, l), a);
      } else if (memories.get(l) instanceof LayerStack inner) {
        bit = inner.addSides(input(x, l), sides, bit);
      }
    }
    return bit;
  }

  private static int addSides(BitSet sides, int first, Activation g, Rows z, Matrix a) {
    int kinks = g.kinks();
    if (kinks == 0 || !(z instanceof Matrix input)) {
      return first;
    }
    Matrix kept = g.kept() == Activation.Kept.Z ? input : a;
    int bit = first;
    for (int i = 0; i < kept.rows(); i++) {
      for (int j = 0; j < kept.columns(); j++) {
        sides.set(bit, bit + g.kinksBelow(kept.get(i, j)));
        bit += kinks;
      }
    }
    return bit;
  }

  /** The masks of the dropout layers, in their order: rows x units each. */
  public List<Matrix> masks() {
    List<Matrix> masks = new ArrayList<>();
    for (int l = 0; l < values.length; l++) {
      if (layers.get(l) instanceof Dropout) {
        masks.add(((Memory.OfRows) memories.get(l)).get(0));
      } else if (memories.get(l) instanceof LayerStack inner) {
        masks.addAll(inner.masks());
      }
    }
    return masks;
  }
}
