package org.lockstep.model.math;

/** Refuses matrices that do not fit together. */
final class Shapes {
  private Shapes() {}

  static void check(boolean fits, String formula, Rows c, Rows a, Rows b) {
    if (!fits) {
      throw new IllegalArgumentException(
          formula + " of " + text(a) + " and " + text(b) + " does not fit in " + text(c));
    }
  }

  private static String text(Rows matrix) {
    return matrix.rows() + " x " + matrix.columns();
  }
}
