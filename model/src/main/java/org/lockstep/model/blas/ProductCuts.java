package org.lockstep.model.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Decides which products plain loops compute, and in how many calls BLAS computes the others. The
 * decision fixes the order of additions, so it depends only on the shapes, the BLAS and the kind of
 * CPU: where these are the same, the bits are promised to be the same.
 */
final class ProductCuts {
  /**
   * The most multiplications for which plain loops are faster than a JNI call, which costs about
   * 0.1 µs.
   */
  private static final long MOST_PLAIN = 256;

  /**
   * OpenBLAS copies both operands into blocks before it multiplies, except where m·n·k is at most
   * 10⁶ and the CPU has AVX-512 ({@code gemm_small_kernel_permit} for SkylakeX and its successors).
   * With a hundred units and a small batch there is little work per weight, and copying the weights
   * takes more than a third of the time. Several calls with a few rows each copy nothing. With
   * fewer rows per call than {@link #LEAST_ROWS}, the weights would be read too often.
   */
  private static final long MOST_UNPACKED = 1_000_000;

  private static final int LEAST_ROWS = 8;

  /** Rows per call are a multiple of this, the number that kernels take at once. */
  private static final int ROW_STEP = 4;

  private static final boolean HAS_AVX512 = hasAvx512(Path.of("/proc/cpuinfo"));

  private ProductCuts() {}

  /** Whether plain loops compute the product of a rows x inner and an inner x columns matrix. */
  static boolean isPlain(int rows, int columns, int inner) {
    return (long) rows * columns * inner <= MOST_PLAIN;
  }

  /** How many rows of the product one BLAS call computes. */
  static int rowsPerCall(BLAS blas, int rows, int columns, int inner) {
    return HAS_AVX512 && blas instanceof NativeBLAS ? unpackedRows(rows, columns, inner) : rows;
  }

  /** How many rows BLAS takes at once without packing; all rows if that would be too few. */
  static int unpackedRows(int rows, int columns, int inner) {
    long perRow = Math.max(1, (long) columns * inner);
    long most = MOST_UNPACKED / perRow;
    return rows <= most || most < LEAST_ROWS ? rows : (int) (most - most % ROW_STEP);
  }

  private static boolean hasAvx512(Path cpus) {
    if (!Files.isReadable(cpus)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(cpus)) {
      return lines.anyMatch(line -> line.startsWith("flags") && line.contains(" avx512f"));
    } catch (IOException e) {
      return false;
    }
  }
}
