package org.lockstep.model.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.lang.reflect.Method;
import org.lockstep.model.text.Text;

/**
 * Gives access to netlib's implementations, one by one. netlib's {@code getInstance} methods are no
 * use here: each of them, even the one for Java, first loads the native library and hides why that
 * fails. The classes themselves are not public, hence the reflection.
 */
final class NetlibBlas {
  /** Names a library by its path; netlib reads it once, when its native part is loaded. */
  static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";

  /** Names a library that the system's loader finds. */
  static final String NAME_PROPERTY = "dev.ludovic.netlib.blas.nativeLib";

  /** What netlib loads unless a property says otherwise. */
  static final String SYSTEM_LIBRARY = "libblas.so.3";

  private NetlibBlas() {}

  /** netlib's implementation in Java, for code that needs a BLAS before a library is chosen. */
  static BLAS plainInstance() {
    try {
      return instance("Java11BLAS");
    } catch (ReflectiveOperationException | LinkageError e) { // another version of netlib
      return JavaBLAS.getInstance();
    }
  }

  /** Whether netlib has native code for this system. */
  static boolean isNativeHere() {
    return BLAS.class
            .getClassLoader()
            .getResource("resources/native/" + platform("-") + "/libnetlibblasjni.so")
        != null;
  }

  /** As in {@code Linux amd64}. */
  static String platform(String separator) {
    return System.getProperty("os.name") + separator + System.getProperty("os.arch");
  }

  /**
   * The native implementation, with the library that the properties name at the first call in this
   * JVM. There is no second chance.
   *
   * @throws NotLoaded with the reason
   */
  static BLAS jni() throws NotLoaded {
    try {
      return instance("JNIBLAS");
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new NotLoaded(reason(e), e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    if (message.contains("unsupported JNI version")) {
      return "the system's loader refuses it"; // netlib's native code says no more
    }
    if (message.startsWith("Could not initialize class")) {
      return "netlib has failed to load a library before, and tries once per JVM";
    }
    return Text.format("%s: %s", root.getClass().getSimpleName(), message);
  }

  private static BLAS instance(String name) throws ReflectiveOperationException {
    Class<?> type =
        Class.forName("dev.ludovic.netlib.blas." + name, true, BLAS.class.getClassLoader());
    Method getInstance = type.getMethod("getInstance");
    getInstance.setAccessible(true);
    return (BLAS) getInstance.invoke(null);
  }

  /** The native code is not loaded; the message says why. */
  static final class NotLoaded extends Exception {
    private static final long serialVersionUID = 1L;

    NotLoaded(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
