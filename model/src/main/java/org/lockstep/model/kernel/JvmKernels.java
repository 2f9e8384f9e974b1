package org.lockstep.model.kernel;

/** The kernels that this JVM uses, chosen once. */
final class JvmKernels {
  private static final String PACKAGE = JvmKernels.class.getPackageName() + ".vector.";
  private static final boolean HAVE_VECTORS = JvmFlags.vectorsAreInstructions();

  private static final WarmUp WARM_UP = HAVE_VECTORS ? newWarmUp() : null;

  // Vectors if they are instructions, once they are compiled; otherwise plain loops.

  static final Products PRODUCTS =
      HAVE_VECTORS
          ? new WarmingProducts(products(), new PlainProducts(), WARM_UP)
          : new PlainProducts();

  static final Functions FUNCTIONS =
      HAVE_VECTORS
          ? new WarmingFunctions(functions(), new PlainFunctions(), WARM_UP)
          : new PlainFunctions();

  static final Standardization STANDARDIZATION =
      HAVE_VECTORS
          ? new WarmingStandardization(standardization(), new PlainStandardization(), WARM_UP)
          : new PlainStandardization();

  private JvmKernels() {}

  /** Whether no warm-up is running or waiting. */
  static boolean areWarm() {
    return !HAVE_VECTORS || WARM_UP.isIdle();
  }

  static WarmUp newWarmUp() {
    return new WarmUp(operatorProfile());
  }

  // Vectors from the first call on, if they are instructions; otherwise plain loops.

  static Products bestProducts() {
    operatorProfile().run();
    return products();
  }

  static Functions bestFunctions() {
    operatorProfile().run();
    return functions();
  }

  static Standardization bestStandardization() {
    operatorProfile().run();
    return standardization();
  }

  private static Runnable operatorProfile() {
    return load(Runnable.class, "OperatorProfile", () -> {});
  }

  private static Products products() {
    return load(Products.class, "VectorProducts", new PlainProducts());
  }

  private static Functions functions() {
    return load(Functions.class, "VectorFunctions", new PlainFunctions());
  }

  private static Standardization standardization() {
    return load(Standardization.class, "VectorStandardization", new PlainStandardization());
  }

  /**
   * Loads a class by name: without the module, it could not be loaded, and the plain one is used.
   */
  private static <T> T load(Class<T> type, String name, T plain) {
    if (!HAVE_VECTORS) {
      return plain;
    }
    try {
      return type.cast(Class.forName(PACKAGE + name).getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      return plain; // a later JDK with a changed module
    }
  }
}
