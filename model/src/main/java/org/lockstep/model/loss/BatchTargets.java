package org.lockstep.model.loss;

import org.lockstep.model.data.TargetScaling;

/**
 * The targets and weights of a batch's rows, gathered into memory that is allocated once. Numeric
 * targets are set in their own unit; the loss sees them scaled, as the network is to output them.
 */
public final class BatchTargets {
  /** The class of a row whose targets are numbers. */
  static final int NO_CLASS = -1;

  private final double[] values; // capacity x outputs, scaled
  private final int[] classes; // capacity; NO_CLASS for a row of numbers
  private final double[] weights; // capacity
  private final int outputs;
  private TargetScaling scaling; // null for none
  private double[] raw; // the same targets in their own unit; null without scaling

  /** Room for {@code capacity} rows of {@code outputs} targets. */
  public BatchTargets(int capacity, int outputs) {
    this.values = new double[Math.multiplyExact(capacity, outputs)];
    this.classes = new int[capacity];
    this.weights = new double[capacity];
    this.outputs = outputs;
  }

  /** Scales the numbers set from now on. */
  public void scaleBy(TargetScaling targetScaling) {
    scaling = targetScaling.isNone() ? null : targetScaling;
    raw = scaling == null ? null : new double[values.length];
  }

  /** Sets row {@code i} to a class: one-hot, or for one output the class itself (0 or 1). */
  public void setClass(int i, int label, double weight) {
    int start = i * outputs;
    if (outputs == 1) {
      values[start] = label;
    } else {
      java.util.Arrays.fill(values, start, start + outputs, 0);
      values[start + label] = 1;
    }
    classes[i] = label;
    weights[i] = weight;
  }

  /**
   * Sets row {@code i} to the targets {@code from[offset, offset + outputs)}, in their own unit.
   */
  public void setValues(int i, double[] from, int offset, double weight) {
    System.arraycopy(from, offset, values, i * outputs, outputs);
    if (scaling != null) {
      System.arraycopy(from, offset, raw, i * outputs, outputs);
      for (int j = 0; j < outputs; j++) {
        values[i * outputs + j] = scaling.encode(j, from[offset + j]);
      }
    }
    classes[i] = NO_CLASS;
    weights[i] = weight;
  }

  void loadRows(int from, int count, double[] into) {
    System.arraycopy(values, from * outputs, into, 0, count * outputs);
  }

  /** Converts row {@code i}'s outputs and targets to the targets' own unit. */
  void toOwnUnit(int i, double[] a, double[] y) {
    if (scaling != null) {
      scaling.decode(a);
      System.arraycopy(raw, i * outputs, y, 0, outputs); // exactly as given
    }
  }

  /** The row's class, or {@link #NO_CLASS}. */
  int label(int i) {
    return classes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
