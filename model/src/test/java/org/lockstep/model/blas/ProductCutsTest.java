package org.lockstep.model.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.lang.reflect.Proxy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;

class ProductCutsTest {
  private static final BLAS JAVA = NetlibBlas.plainInstance();

  /** Rows, columns and inner size of a product, and the rows that are multiplied at once. */
  @ParameterizedTest
  @CsvSource({
    "0, 100, 784, 0", // nothing to do
    "12, 100, 784, 12", // small as it is
    "13, 100, 784, 12",
    "25, 100, 784, 12",
    "784, 100, 25, 400",
    "784, 100, 250, 40",
    "25, 125000, 1, 8",
    "25, 125001, 1, 25", // 7 rows at once would read the weights too often
    "500, 3000, 3000, 500",
    "2147483647, 2147483647, 2147483647, 2147483647",
  })
  void aProductIsCutIntoPiecesThatNeedNoPacking(int rows, int columns, int inner, int expected) {
    assertThat(ProductCuts.unpackedRows(rows, columns, inner)).isEqualTo(expected);
  }

  @Test
  void productsInJavaAreNotCut() {
    assertThat(ProductCuts.rowsPerCall(JAVA, 25, 100, 784)).isEqualTo(25);
  }

  @Test
  void tinyProductsUsePlainLoops() {
    assertThat(ProductCuts.isPlain(1, 7, 6)).isTrue();
    assertThat(ProductCuts.isPlain(4, 8, 8)).isTrue();
    assertThat(ProductCuts.isPlain(257, 1, 1)).isFalse();
    assertThat(ProductCuts.isPlain(1 << 30, 1, 1 << 30)).isFalse();
    assertThat(ProductCuts.isPlain(1 << 30, 1 << 30, 0)).isTrue();
  }

  /** Without AVX-512, nothing is cut and both make the same call. */
  @ParameterizedTest
  @EnumSource
  void aCutProductEqualsTheWhole(Precision precision) {
    Arithmetic whole = new Arithmetic(precision, new NetlibProducts(JAVA, "Java"));
    Arithmetic cut =
        new Arithmetic(precision, new NetlibProducts(javaDisguisedAsNative(), "native"));
    for (int rows : new int[] {1, 7, 8, 12, 13, 25, 63, 64, 65}) {
      for (boolean accumulate : new boolean[] {false, true}) {
        Matrix[] results = new Matrix[4];
        for (int i = 0; i < 2; i++) {
          Arithmetic arithmetic = i == 0 ? whole : cut;
          Matrix x = random(arithmetic, rows, 300, 1);
          Matrix w = random(arithmetic, 300, 210, 2);
          Matrix z = random(arithmetic, rows, 210, 3);
          Matrix dW = random(arithmetic, 300, 210, 4);
          dW.multiplyTransposedLeft(x, z, accumulate);
          z.multiply(x, w, accumulate);
          results[i] = z;
          results[2 + i] = dW;
        }
        String name = rows + " rows, accumulate " + accumulate;
        assertClose(precision, name, results[1], results[0]);
        assertClose(precision, name, results[3], results[2]);
      }
    }
  }

  /** Java's BLAS, disguised as a native one. */
  private static BLAS javaDisguisedAsNative() {
    return (BLAS)
        Proxy.newProxyInstance(
            ProductCutsTest.class.getClassLoader(),
            new Class<?>[] {NativeBLAS.class},
            (proxy, method, arguments) -> {
              Object[] a = arguments;
              if (method.getName().equals("sgemm")) {
                Gemm.multiply(
                    JAVA,
                    (String) a[0],
                    (String) a[1],
                    (int) a[2],
                    (int) a[3],
                    (int) a[4],
                    (float[]) a[6],
                    (int) a[7],
                    (int) a[8],
                    (float[]) a[9],
                    (int) a[10],
                    (int) a[11],
                    (float) a[12],
                    (float[]) a[13],
                    (int) a[14],
                    (int) a[15]);
              } else {
                Gemm.multiply(
                    JAVA,
                    (String) a[0],
                    (String) a[1],
                    (int) a[2],
                    (int) a[3],
                    (int) a[4],
                    (double[]) a[6],
                    (int) a[7],
                    (int) a[8],
                    (double[]) a[9],
                    (int) a[10],
                    (int) a[11],
                    (double) a[12],
                    (double[]) a[13],
                    (int) a[14],
                    (int) a[15]);
              }
              return null;
            });
  }

  private static Matrix random(Arithmetic arithmetic, int rows, int columns, long seed) {
    Random random = new Random(seed);
    Matrix matrix = arithmetic.matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      matrix.storeRow(i, random.doubles(columns, -1, 1).toArray());
    }
    return matrix;
  }

  private static void assertClose(
      Precision precision, String name, Matrix actual, Matrix expected) {
    double tolerance = precision == Precision.FLOAT ? 1e-4 : 1e-12;
    double worst = 0;
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.columns(); j++) {
        worst = Math.max(worst, Math.abs(actual.get(i, j) - expected.get(i, j)));
      }
    }
    assertThat(worst).as(name).isLessThan(tolerance);
  }
}
