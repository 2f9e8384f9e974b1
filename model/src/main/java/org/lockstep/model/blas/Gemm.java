package org.lockstep.model.blas;

import static java.lang.invoke.MethodType.methodType;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * BLAS's general matrix product (GEMM), for matrices that are parts of arrays.
 *
 * <p>netlib checks that an array reaches the end of a matrix's last column. Up to version 3.0.3,
 * which Spark 4.0 has, it counts that column in full, including the rows below the matrix, and so
 * refuses parts that end where their array does. With such a version, this class calls the method
 * that follows the check.
 */
final class Gemm {
  /**
   * Not from netlib's {@code getInstance}, which would also load a native library before one is
   * chosen.
   */
  private static final BLAS JAVA = NetlibBlas.plainInstance();

  /** The base class of all of netlib's implementations. */
  private static final Class<?> NETLIB = netlib();

  private static final MethodHandle FLOATS = unchecked("sgemmK", float.class, float[].class);
  private static final MethodHandle DOUBLES = unchecked("dgemmK", double.class, double[].class);

  private Gemm() {}

  /** {@code C = A·B + beta·C}; parameters as in BLAS, column-major. */
  static void multiply(
      BLAS blas,
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float[] a,
      int offsetA,
      int lda,
      float[] b,
      int offsetB,
      int ldb,
      float beta,
      float[] c,
      int offsetC,
      int ldc) {
    if (FLOATS == null || !NETLIB.isInstance(blas)) {
      blas.sgemm(
          transA, transB, m, n, k, 1, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC, ldc);
      return;
    }
    try {
      FLOATS.invokeExact(
          blas, transA, transB, m, n, k, 1f, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC,
          ldc);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) { // it declares no exceptions
      throw new IllegalStateException(t);
    }
  }

  /** {@code C = A·B + beta·C}; parameters as in BLAS, column-major. */
  static void multiply(
      BLAS blas,
      String transA,
      String transB,
      int m,
      int n,
      int k,
      double[] a,
      int offsetA,
      int lda,
      double[] b,
      int offsetB,
      int ldb,
      double beta,
      double[] c,
      int offsetC,
      int ldc) {
    if (DOUBLES == null || !NETLIB.isInstance(blas)) {
      blas.dgemm(
          transA, transB, m, n, k, 1, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC, ldc);
      return;
    }
    try {
      DOUBLES.invokeExact(
          blas, transA, transB, m, n, k, 1.0, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC,
          ldc);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) { // it declares no exceptions
      throw new IllegalStateException(t);
    }
  }

  private static Class<?> netlib() {
    Class<?> base = JAVA.getClass();
    while (base.getSuperclass() != Object.class) {
      base = base.getSuperclass();
    }
    return base;
  }

  /** The method that netlib calls after its check; null if the check is right. */
  private static MethodHandle unchecked(String name, Class<?> number, Class<?> array) {
    if (!refusesParts()) {
      return null;
    }
    MethodType type =
        methodType(
            void.class,
            String.class,
            String.class,
            int.class,
            int.class,
            int.class,
            number,
            array,
            int.class,
            int.class,
            array,
            int.class,
            int.class,
            number,
            array,
            int.class,
            int.class);
    try {
      return MethodHandles.privateLookupIn(NETLIB, MethodHandles.lookup())
          .findVirtual(NETLIB, name, type)
          .asType(type.insertParameterTypes(0, BLAS.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("netlib has no " + name, e);
    }
  }

  /** Tries a product with an array's last element, as a 1 x 1 matrix in columns of two. */
  private static boolean refusesParts() {
    float[] c = new float[1];
    try {
      JAVA.sgemm("N", "N", 1, 1, 1, 1, new float[2], 1, 2, new float[1], 0, 1, 0, c, 0, 1);
      return false;
    } catch (IndexOutOfBoundsException e) {
      return true;
    }
  }
}
