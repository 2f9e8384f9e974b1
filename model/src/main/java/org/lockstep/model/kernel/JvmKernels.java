package org.lockstep.model.kernel;

/** What this JVM computes with, found once. */
final class JvmKernels {
  private static final String PACKAGE = JvmKernels.class.getPackageName() + ".vector.";
  private static final boolean HAVE_VECTORS = JvmFlags.vectorsAreInstructions();

  /** In vectors where they are instructions, once they are compiled; else plain. */
  static final Products PRODUCTS =
      HAVE_VECTORS
          ? new WarmingProducts(bestProducts(), new PlainProducts(), new WarmUp())
          : new PlainProducts();

  /** Plain: C2 does not yet compile those in vectors reliably wherever they are called from. */
  static final Functions FUNCTIONS = new PlainFunctions();

  /** Plain, as the functions. */
  static final Standardization STANDARDIZATION = new PlainStandardization();

  private JvmKernels() {}

  // In vectors from the first call on, where they are instructions; else plain.

  static Products bestProducts() {
    return load(Products.class, "VectorProducts", new PlainProducts());
  }

  static Functions bestFunctions() {
    return load(Functions.class, "VectorFunctions", new PlainFunctions());
  }

  static Standardization bestStandardization() {
    return load(Standardization.class, "VectorStandardization", new PlainStandardization());
  }

  /** Not linked to: without the module, the class could not even be loaded. */
  private static <T> T load(Class<T> type, String name, T plain) {
    if (!HAVE_VECTORS) {
      return plain;
    }
    try {
      return type.cast(Class.forName(PACKAGE + name).getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      return plain; // a later JDK, whose module has changed
    }
  }
}
