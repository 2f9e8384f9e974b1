package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * A BLAS, and what there is to say about it.
 *
 * @param blas what computes
 * @param name as in {@code OpenBLAS 0.3.31 (bundled)}, {@code libblas.so.3} or {@code VectorBLAS}
 * @param warning what was tried before and does not work, or empty
 */
public record BlasSelection(BLAS blas, String name, String warning) {
  BlasSelection withWarning(String text) {
    return new BlasSelection(blas, name, text);
  }
}
