package org.lockstep.model.kernel;

/** Checks the matrices of a product before anything is written. */
public final class Operands {
  private Operands() {}

  /** Checks the operands of {@code C = A·B}. */
  public static void check(
      int m,
      int n,
      int k,
      int lengthA,
      int atA,
      int ldA,
      int lengthB,
      int atB,
      int ldB,
      int lengthC,
      int atC,
      int ldC) {
    check("A", m, k, lengthA, atA, ldA);
    check("B", k, n, lengthB, atB, ldB);
    check("C", m, n, lengthC, atC, ldC);
  }

  /** Checks the operands of {@code C = Aᵀ·B}. */
  public static void checkTransposedLeft(
      int m,
      int n,
      int k,
      int lengthA,
      int atA,
      int ldA,
      int lengthB,
      int atB,
      int ldB,
      int lengthC,
      int atC,
      int ldC) {
    check("A", k, m, lengthA, atA, ldA);
    check("B", k, n, lengthB, atB, ldB);
    check("C", m, n, lengthC, atC, ldC);
  }

  /** Checks the operands of {@code C = A·Bᵀ}. */
  public static void checkTransposedRight(
      int m,
      int n,
      int k,
      int lengthA,
      int atA,
      int ldA,
      int lengthB,
      int atB,
      int ldB,
      int lengthC,
      int atC,
      int ldC) {
    check("A", m, k, lengthA, atA, ldA);
    check("B", n, k, lengthB, atB, ldB);
    check("C", m, n, lengthC, atC, ldC);
  }

  private static void check(String name, int rows, int columns, int length, int at, int ld) {
    if (rows < 0 || columns < 0 || ld < columns) {
      throw new IllegalArgumentException(shape(name, rows, columns, at, ld));
    }
    if (at < 0 || (rows > 0 && columns > 0 && at + (rows - 1L) * ld + columns > length)) {
      throw new IndexOutOfBoundsException(
          shape(name, rows, columns, at, ld) + " in an array of " + length);
    }
  }

  private static String shape(String name, int rows, int columns, int at, int ld) {
    return name + ": " + rows + " x " + columns + " at " + at + ", a row every " + ld;
  }
}
