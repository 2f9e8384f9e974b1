package org.lockstep.model.math;

/** Rejects matrices whose shapes do not fit. */
final class Shapes {
  private Shapes() {}

  static void check(boolean fits, String formula, Rows c, Rows a, Rows b) {
    if (!fits) {
      throw new IllegalArgumentException(
          formula + " of " + text(a) + " and " + text(b) + " does not fit in " + text(c));
    }
  }

  /** Rejects columns [from, to) of X that do not fit in columns [at, at + n) of Y. */
  static void columns(Rows x, int from, int to, Rows y, int at, int n) {
    check(
        x.rows() == y.rows()
            && from >= 0
            && from <= to
            && to <= x.columns()
            && at >= 0
            && at + n <= y.columns(),
        "columns",
        y,
        x,
        x);
  }

  private static String text(Rows matrix) {
    return matrix.rows() + " x " + matrix.columns();
  }
}
