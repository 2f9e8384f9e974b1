package org.lockstep.model.kernel;

/** What this JVM computes with, found once: in vectors where they are instructions, else plain. */
final class JvmKernels {
  private static final String PACKAGE = JvmKernels.class.getPackageName() + ".vector.";
  private static final boolean HAVE_VECTORS = JvmFlags.vectorsAreInstructions();

  // Vectors from the first call on, or plain.
  static final Products BEST_PRODUCTS = load(Products.class, "VectorProducts", new PlainProducts());
  static final Functions BEST_FUNCTIONS =
      load(Functions.class, "VectorFunctions", new PlainFunctions());
  static final Standardization BEST_STANDARDIZATION =
      load(Standardization.class, "VectorStandardization", new PlainStandardization());

  /** Plain until the vectors are compiled. */
  static final Products PRODUCTS =
      HAVE_VECTORS
          ? new WarmingProducts(BEST_PRODUCTS, new PlainProducts(), new WarmUp())
          : BEST_PRODUCTS;

  /** Plain: C2 does not yet compile those in vectors reliably wherever they are called from. */
  static final Functions FUNCTIONS = new PlainFunctions();

  static final Standardization STANDARDIZATION = new PlainStandardization();

  private JvmKernels() {}

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
