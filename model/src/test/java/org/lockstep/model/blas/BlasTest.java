package org.lockstep.model.blas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every BLAS of this machine against three plain loops: sizes that straddle the edges of kernels,
 * both transposes, matrices that lie inside larger ones.
 */
class BlasTest {
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65};

  static List<BLAS> blases() {
    return Stream.of(NetlibBlas.plainInstance(), ((NetlibProducts) BlasChoice.NATIVE.load()).blas())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blases")
  void productsEqualThreePlainLoops(BLAS blas) {
    Random random = new Random(1);
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          for (String transA : List.of("N", "T")) {
            for (String transB : List.of("N", "T")) {
              check(blas, new Product(transA, transB, m, n, k), random);
            }
          }
        }
      }
    }
  }

  @Test
  void theProbeDetectsAWrongProduct() {
    assertThat(blases()).allMatch(BlasProbe::multipliesRightly);
    BLAS wrong =
        (BLAS)
            Proxy.newProxyInstance(
                BLAS.class.getClassLoader(),
                new Class<?>[] {BLAS.class},
                (proxy, method, arguments) -> null);
    assertThat(BlasProbe.multipliesRightly(wrong)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("blases")
  void theProbeFindsTheSameRoundingEveryTime(BLAS blas) {
    String rounding = BlasProbe.rounding(blas);
    assertThat(rounding).matches("[0-9a-f]{8}");
    for (int i = 0; i < 10; i++) { // while the JVM compiles the probe
      assertThat(BlasProbe.rounding(blas)).isEqualTo(rounding);
    }
  }

  /** C = α·op(A)·op(B) + β·C, all column-major, op(A) m x k, op(B) k x n. */
  private record Product(String transA, String transB, int m, int n, int k) {
    int rowsA() {
      return transA.equals("N") ? m : k;
    }

    int columnsA() {
      return transA.equals("N") ? k : m;
    }

    int rowsB() {
      return transB.equals("N") ? k : n;
    }

    int columnsB() {
      return transB.equals("N") ? n : k;
    }
  }

  /** Column-major values at an offset, with more room in each column than is used. */
  private static final class Stored {
    final double[] values;
    final int offset;
    final int stride;

    Stored(int rows, int columns, Random random) {
      offset = random.nextInt(4);
      stride = Math.max(1, rows) + random.nextInt(3);
      values = new double[offset + stride * columns + 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
    }

    double get(boolean transposed, int row, int column) {
      return values[offset + (transposed ? column + row * stride : row + column * stride)];
    }

    float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }
  }

  private static void check(BLAS blas, Product p, Random random) {
    double alpha = 0.5;
    double beta = random.nextBoolean() && p.k > 0 ? 0 : 1; // β = 0 without any k is never used
    Stored a = new Stored(p.rowsA(), p.columnsA(), random);
    Stored b = new Stored(p.rowsB(), p.columnsB(), random);
    Stored c = new Stored(p.m, p.n, random);
    double[] expected = c.values.clone();
    for (int j = 0; j < p.n; j++) {
      for (int i = 0; i < p.m; i++) {
        double sum = 0;
        for (int l = 0; l < p.k; l++) {
          sum += a.get(p.transA.equals("T"), i, l) * b.get(p.transB.equals("T"), l, j);
        }
        int at = c.offset + i + j * c.stride;
        expected[at] = alpha * sum + beta * c.values[at];
      }
    }
    float[] single = c.floats();
    blas.sgemm(
        p.transA,
        p.transB,
        p.m,
        p.n,
        p.k,
        (float) alpha,
        a.floats(),
        a.offset,
        a.stride,
        b.floats(),
        b.offset,
        b.stride,
        (float) beta,
        single,
        c.offset,
        c.stride);
    blas.dgemm(
        p.transA, p.transB, p.m, p.n, p.k, alpha, a.values, a.offset, a.stride, b.values, b.offset,
        b.stride, beta, c.values, c.offset, c.stride);
    double worstSingle = 0;
    double worstDouble = 0;
    for (int i = 0; i < expected.length; i++) {
      worstSingle = worse(worstSingle, single[i] - expected[i]);
      worstDouble = worse(worstDouble, c.values[i] - expected[i]);
    }
    assertThat(worstSingle).as("float, %s", p).isLessThanOrEqualTo(8 * 0x1p-23 * (p.k + 1));
    assertThat(worstDouble).as("double, %s", p).isLessThanOrEqualTo(8 * 0x1p-52 * (p.k + 1));
  }

  private static double worse(double worst, double difference) {
    return Math.abs(difference) <= worst ? worst : Math.abs(difference); // NaN too
  }
}
