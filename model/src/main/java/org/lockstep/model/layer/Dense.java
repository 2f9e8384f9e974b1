package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;
import org.lockstep.model.text.Words;

/**
 * An affine map: {@code Y = X·W + b} with W: in x out, b: 1 x out; or, scaled for its inputs,
 * {@code Y = X·W/√in + b}, the neural tangent parametrisation (A. Jacot, F. Gabriel and C. Hongler,
 * NeurIPS 2018).
 *
 * @param units out, at least 1
 * @param bias whether there is b
 * @param ntk whether X·W is divided by √in
 * @param start how W and b start
 */
public record Dense(int units, boolean bias, boolean ntk, DenseStart start) implements Layer {

  /** How W and b start. */
  public enum DenseStart {
    /** By the rule that the run chooses. */
    RULE,
    /** Both at 0. */
    ZEROS,
    /** Both drawn from a normal distribution with a standard deviation of 1. */
    NORMAL,
    /** Fitted to rows of the training data: org.lockstep.model.network.DataStart. */
    DATA;

    private Start of() {
      return switch (this) {
        case RULE -> new Start.ByRule();
        case ZEROS -> new Start.Constant(0);
        case NORMAL, DATA -> new Start.Normal(1);
      };
    }
  }

  /** A layer in the standard parametrisation, with the usual start. */
  public Dense(int units, boolean bias) {
    this(units, bias, false, DenseStart.RULE);
  }

  /** The same layer with another width. */
  public Dense withUnits(int other) {
    return new Dense(other, bias, ntk, start);
  }

  /** How a layer starts if it does not say. */
  public static DenseStart usualStart(boolean ntk) {
    return ntk ? DenseStart.NORMAL : DenseStart.RULE;
  }

  @Override
  public String text() {
    return "dense " + units + formText();
  }

  /** What differs from the default, each word after a space: {@code ntk}, {@code zeros}, ... */
  public String formText() {
    return (ntk ? " ntk" : "")
        + (start == usualStart(ntk) ? "" : " " + Words.of(start))
        + (bias ? "" : " no-bias");
  }

  @Override
  public int outputs(int inputs) {
    return units;
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    ParameterSpec w = new ParameterSpec("W", inputs, units, Role.WEIGHT, start.of());
    return bias ? List.of(w, new ParameterSpec("b", 1, units, Role.BIAS, start.of())) : List.of(w);
  }

  @Override
  public boolean takesBatch() {
    return true;
  }

  /** Keeps dY/√in. */
  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return ntk ? new Memory.OfRows(List.of(arithmetic.matrix(capacity, units))) : Memory.NONE;
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    if (ntk) {
      y.multiply(x, parameters.get(0), false);
      Broadcast.scale(y, 1 / Math.sqrt(x.columns()));
      if (bias) {
        Broadcast.addRow(y, parameters.get(1));
      } // Y = X·W/√in + b
      return;
    }
    if (bias) {
      y.repeatRow(parameters.get(1));
    }
    y.multiply(x, parameters.get(0), bias); // Y = X·W + b
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
    Matrix dZ = dY;
    if (ntk) {
      dZ = ((Memory.OfRows) memory).get(0);
      dZ.copyFrom(dY);
      Broadcast.scale(dZ, 1 / Math.sqrt(x.columns())); // dZ = dY/√in
    }
    gradients.get(0).multiplyTransposedLeft(x, dZ, accumulate); // dW = Xᵀ·dZ
    if (bias) {
      gradients.get(1).sumRowsOf(dY, accumulate); // db = 1ᵀ·dY
    }
    if (dX != null) {
      dX.multiplyTransposedRight(dZ, parameters.get(0)); // dX = dZ·Wᵀ
    }
  }
}
