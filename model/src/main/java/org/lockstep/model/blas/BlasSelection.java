package org.lockstep.model.blas;

import org.lockstep.model.kernel.Products;
import org.lockstep.model.text.Text;

/**
 * The selected products, with their identity and a warning.
 *
 * @param products the products
 * @param identity what decides their last bits
 * @param warning what was tried first and does not work, or why the products are slow; may be empty
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
