package org.lockstep.model.blas;

import org.lockstep.model.kernel.Products;

/** Our own products as one of the choices. */
final class OwnProducts {
  /** Their bits do not depend on how they are computed, so nothing else is part of it. */
  private static final BlasIdentity IDENTITY = new BlasIdentity("Lockstep", "", "");

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
