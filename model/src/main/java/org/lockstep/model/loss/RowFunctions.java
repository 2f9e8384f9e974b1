package org.lockstep.model.loss;

/** What several losses compute of a row. */
final class RowFunctions {
  private RowFunctions() {}

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  static double halfSquaredDistance(double[] a, double[] y, int outputs) {
    double sum = 0;
    for (int j = 0; j < outputs; j++) {
      sum += (a[j] - y[j]) * (a[j] - y[j]);
    }
    return sum / 2;
  }
}
