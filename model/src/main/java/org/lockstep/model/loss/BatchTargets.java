package org.lockstep.model.loss;

/** The targets and weights of a batch's rows, gathered into memory that is made once. */
public final class BatchTargets {
  /** Of a row whose target is numbers. */
  static final int NO_CLASS = -1;

  private final double[] values; // capacity x outputs
  private final int[] classes; // capacity; NO_CLASS for a row of numbers
  private final double[] weights; // capacity
  private final int outputs;

  /** Room for {@code capacity} rows of {@code outputs} targets. */
  public BatchTargets(int capacity, int outputs) {
    this.values = new double[Math.multiplyExact(capacity, outputs)];
    this.classes = new int[capacity];
    this.weights = new double[capacity];
    this.outputs = outputs;
  }

  /** Row {@code i} is of this class: one-hot, or for one output the class itself (0 or 1). */
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

  /** Row {@code i} has the targets {@code from[offset, offset + outputs)}. */
  public void setValues(int i, double[] from, int offset, double weight) {
    System.arraycopy(from, offset, values, i * outputs, outputs);
    classes[i] = NO_CLASS;
    weights[i] = weight;
  }

  void loadRows(int from, int count, double[] into) {
    System.arraycopy(values, from * outputs, into, 0, count * outputs);
  }

  /** The row's class, or {@link #NO_CLASS}. */
  int label(int i) {
    return classes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
