package org.lockstep.model.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.util.Optional;

/** Reads what HotSpot has decided about the processor and its compilers. */
final class JvmFlags {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String BEAN = "com.sun.management.HotSpotDiagnosticMXBean";

  /** The {@code TieredStopAtLevel} at which C2 compiles. */
  private static final int C2 = 4;

  private JvmFlags() {}

  /**
   * Whether {@link Math#fma} is an instruction. If not, each call computes in {@code BigDecimal},
   * which takes ten thousand times as long. JVMs other than HotSpot do not say, so they are assumed
   * to have it.
   */
  static boolean fmaIsAnInstruction() {
    return Boolean.parseBoolean(value("UseFMA", "true"));
  }

  /**
   * Whether vectors are compiled to instructions: C2 must compile, and use instructions with three
   * operands. Otherwise each vector is an object.
   */
  static boolean vectorsAreInstructions() {
    return whyPlain().isEmpty() && Integer.parseInt(value("TieredStopAtLevel", "4")) >= C2;
  }

  /**
   * Why this processor or JVM has no vector instructions to compute with, and what to do about it;
   * empty if it has them. On x86-64 they need AVX2; arm64 always has them.
   */
  static Optional<String> whyPlain() {
    if (!fmaIsAnInstruction()) {
      return Optional.of(
          "this processor or JVM has no fused multiply-add, which makes it about a hundred"
              + " times slower: --blas native is faster");
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "this JVM runs without the module "
              + MODULE
              + ": with --add-modules="
              + MODULE
              + " it is several times faster");
    }
    if (!Boolean.parseBoolean(value("EnableVectorSupport", "true"))) {
      return Optional.of(
          "this JVM's vector instructions are switched off: with -XX:+EnableVectorSupport it is"
              + " several times faster");
    }
    if (Integer.parseInt(value("UseAVX", "2")) < 2) {
      return Optional.of(
          "this processor or JVM has no AVX2 instructions, with which it is several times faster");
    }
    return Optional.empty();
  }

  private static String value(String flag, String otherwise) {
    try {
      Class<? extends PlatformManagedObject> type =
          Class.forName(BEAN).asSubclass(PlatformManagedObject.class);
      Object bean = ManagementFactory.getPlatformMXBean(type);
      Object option = type.getMethod("getVMOption", String.class).invoke(bean, flag);
      return (String) option.getClass().getMethod("getValue").invoke(option);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return otherwise; // another JVM, or a processor without the flag
    }
  }
}
