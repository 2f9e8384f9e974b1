package org.lockstep.model.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Which products are computed by plain loops, and in how many calls BLAS computes the others. It
 * decides in which order products are added, and so depends on nothing but the shapes, the BLAS and
 * the kind of CPU: those whose bits are promised to be the same.
 */
final class ProductCuts {
  /**
   * Multiplications up to which plain loops are faster than a call through JNI, which costs some
   * 0.1 µs.
   */
  private static final long MOST_PLAIN = 256;

  /**
   * OpenBLAS copies both operands into blocks before it multiplies, except where m·n·k is at most
   * 10⁶ and the CPU has AVX-512 ({@code gemm_small_kernel_permit} for SkylakeX and its successors).
   * A hundred units and a small batch are little work per weight, so that copying the weights costs
   * more than a third of the time; in several calls for some rows each, nothing is copied. Where a
   * call would get fewer rows than {@link #LEAST_ROWS}, the weights are read too often.
   */
  private static final long MOST_UNPACKED = 1_000_000;

  private static final int LEAST_ROWS = 8;

  /** Rows per call are a multiple of what the kernels take at once. */
  private static final int ROW_STEP = 4;

  private static final boolean HAS_AVX512 = hasAvx512(Path.of("/proc/cpuinfo"));

  private ProductCuts() {}

  /** Whether plain loops compute the product of a rows x inner and an inner x columns matrix. */
  static boolean isPlain(int rows, int columns, int inner) {
    return (long) rows * columns * inner <= MOST_PLAIN;
  }

  /** How many rows of the product one call of BLAS computes. */
  static int rowsPerCall(BLAS blas, int rows, int columns, int inner) {
    return HAS_AVX512 && blas instanceof NativeBLAS ? unpackedRows(rows, columns, inner) : rows;
  }

  /** How many rows at once are not packed; all of them, where that would be too few. */
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
