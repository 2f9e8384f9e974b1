package org.lockstep.bench.row;

import java.util.List;

/** 784-2500-2000-1500-1000-500-10: twelve million weights, whose arithmetic dominates. */
final class BigNetwork {
  static final String HIDDEN = "2500,2000,1500,1000,500";
  static final String TITLE = "784-2500-2000-1500-1000-500-10";
  static final String LAYERS = "784,2500,2000,1500,1000,500,10";
  static final int BATCH = 1_000;
  static final int ROWS = 4_000;

  private static final List<Integer> WIDTHS = List.of(784, 2500, 2000, 1500, 1000, 500, 10);

  private BigNetwork() {}

  /**
   * Floating-point operations in the matrix products of one row: forward, dW and dX are 2·in·out
   * each, and dX of the first layer is not needed.
   */
  static double flopsPerRow() {
    double weights = 0;
    for (int l = 1; l < WIDTHS.size(); l++) {
      weights += (double) WIDTHS.get(l - 1) * WIDTHS.get(l);
    }
    return 2 * (3 * weights - (double) WIDTHS.get(0) * WIDTHS.get(1));
  }
}
