package org.lockstep.model.blas;

import org.lockstep.model.kernel.Products;
import org.lockstep.model.text.Text;

/**
 * Products, and what there is to say about it.
 *
 * @param products what computes
 * @param identity what decides its last bits
 * @param warning what was tried before and does not work, or empty
 */
public record BlasSelection(Products products, BlasIdentity identity, String warning) {
  /**
   * As in {@code Lockstep 1, 512-bit vectors} or {@code OpenBLAS 0.3.31 (bundled), Haswell kernel}.
   */
  public String text() {
    return Text.passage(identity.library() + ", " + products.description());
  }

  BlasSelection withWarning(String text) {
    return new BlasSelection(products, identity, text);
  }
}
