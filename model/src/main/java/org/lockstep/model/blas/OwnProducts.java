package org.lockstep.model.blas;

import org.lockstep.model.kernel.Products;

/** Our own products as one of the choices. */
final class OwnProducts {
  /**
   * The version of our arithmetic: products, functions, sums and updates. Raise it with any change
   * to a checksum recorded in {@code SameModelTest}, so that a run that resumes from an older
   * checkpoint reports that its last bits can differ.
   */
  private static final int ARITHMETIC = 1;

  /** The bits do not depend on how they are computed, so the version is the whole identity. */
  private static final BlasIdentity IDENTITY = new BlasIdentity("Lockstep " + ARITHMETIC, "", "");

  private static final BlasSelection SELECTION =
      new BlasSelection(Products.ofThisJvm(), IDENTITY, Products.whySlow().orElse(""));

  private OwnProducts() {}

  static BlasSelection ofThisJvm() {
    return SELECTION;
  }

  /** Our own products, with a warning about a library that should have worked but does not. */
  static BlasSelection insteadOf(NativeBlas library) {
    if (!NetlibBlas.isNativeHere()) {
      return SELECTION;
    }
    String slow = SELECTION.warning();
    return SELECTION.withWarning(
        slow.isEmpty() ? library.troubles() : library.troubles() + "; " + slow);
  }
}
