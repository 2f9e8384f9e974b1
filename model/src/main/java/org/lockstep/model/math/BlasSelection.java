package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * A BLAS, and what there is to say about it.
 *
 * @param blas what computes
 * @param identity what decides its last bits
 * @param warning what was tried before and does not work, or empty
 */
public record BlasSelection(BLAS blas, BlasIdentity identity, String warning) {
  BlasSelection withWarning(String text) {
    return new BlasSelection(blas, identity, text);
  }
}
