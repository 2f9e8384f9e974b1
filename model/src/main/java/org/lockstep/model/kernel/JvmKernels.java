package org.lockstep.model.kernel;

/** What this JVM computes with, found once. */
final class JvmKernels {
  private static final String PACKAGE = JvmKernels.class.getPackageName() + ".vector.";
  private static final boolean HAVE_VECTORS = JvmFlags.vectorsAreInstructions();

  private static final WarmUp WARM_UP = HAVE_VECTORS ? newWarmUp() : null;

  // In vectors where they are instructions, once they are compiled; else plain.

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

  /** Whether nothing is being warmed up. */
  static boolean areWarm() {
    return !HAVE_VECTORS || WARM_UP.isIdle();
  }

  static WarmUp newWarmUp() {
    return new WarmUp(operatorProfile());
  }

  // In vectors from the first call on, where they are instructions; else plain.

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
