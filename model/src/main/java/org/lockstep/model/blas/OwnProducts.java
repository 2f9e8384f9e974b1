package org.lockstep.model.blas;

import org.lockstep.model.kernel.Products;

/** Our own products as one of the choices. */
final class OwnProducts {
  /**
   * The version of our arithmetic: of products, functions, sums and updates. Whoever changes a
   * checksum that {@code SameModelTest} has recorded raises it, so that a run that goes on from a
   * checkpoint of before tells that its last bits may differ.
   */
  private static final int ARITHMETIC = 1;

  /** Its bits do not depend on how they are computed, so nothing else is part of it. */
  private static final BlasIdentity IDENTITY = new BlasIdentity("Lockstep " + ARITHMETIC, "", "");

  private static final BlasSelection SELECTION =
      new BlasSelection(Products.ofThisJvm(), IDENTITY, Products.whySlow().orElse(""));

  private OwnProducts() {}

  static BlasSelection ofThisJvm() {
    return SELECTION;
  }

  /** The same, with a warning about a library that should have worked and does not. */
  static BlasSelection insteadOf(NativeBlas library) {
    if (!NetlibBlas.isNativeHere()) {
      return SELECTION;
    }
    String slow = SELECTION.warning();
    return SELECTION.withWarning(
        slow.isEmpty() ? library.troubles() : library.troubles() + "; " + slow);
  }
}
