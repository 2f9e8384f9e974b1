package org.lockstep.model.math;

import static java.util.stream.Collectors.joining;

import dev.ludovic.netlib.blas.BLAS;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The native library of this JVM, or why there is none; searched for once, in the order that {@link
 * BlasChoice} gives.
 *
 * <p>For maintainers: netlib loads one library per JVM, when its class {@code JNIBLAS} is
 * initialised, from the file that a property names at that moment. So what can be known to fail
 * must be known before; once netlib has failed, only Java remains. A library without {@code sgemm_}
 * or {@code dgemm_} is not caught by the test of the products: netlib jumps to address 0.
 */
final class NativeBlas {
  private static final String NO_BUNDLE = "no OpenBLAS is on the class path";

  private final List<String> troubles = new ArrayList<>();
  private boolean skippedTheNamed;
  private BlasSelection selection; // null without

  private NativeBlas() {}

  private static final class Holder {
    static final NativeBlas FOUND = new NativeBlas();

    static {
      FOUND.search();
    }
  }

  /** What this JVM has. */
  static NativeBlas ofThisJvm() {
    return Holder.FOUND;
  }

  boolean isPresent() {
    return selection != null;
  }

  /** Whether the user named a library that does not work. */
  boolean hasSkippedTheNamed() {
    return skippedTheNamed;
  }

  /** The library, or Java; with a warning about what should have worked and does not. */
  BlasSelection selectionOrJava() {
    if (selection != null) {
      return selection;
    }
    return NetlibBlas.java().withWarning(NetlibBlas.isNativeHere() ? troubles() : "");
  }

  /** Why a library, or any, is not in use. */
  String troubles() {
    return String.join("; ", troubles);
  }

  private void search() {
    if (!NetlibBlas.isNativeHere()) {
      troubles.add("netlib has no native code for " + NetlibBlas.platform(" "));
      return;
    }
    if (tryNamed()) {
      return;
    }
    // Loaded already? Then by somebody else, as Spark's MLlib, and it reads no property again.
    boolean loaded = isNetlibLoaded();
    if (!loaded && tryBundled()) {
      return;
    }
    if (!loaded) {
      System.clearProperty(NetlibBlas.PATH_PROPERTY);
    }
    tryNetlib(NetlibBlas.SYSTEM_LIBRARY, "the system's " + NetlibBlas.SYSTEM_LIBRARY);
  }

  // Each of these returns whether the search is over: netlib has been called, for better or worse.

  private boolean tryNamed() {
    String path = System.getProperty(NetlibBlas.PATH_PROPERTY);
    String library = path != null ? path : System.getProperty(NetlibBlas.NAME_PROPERTY);
    if (library == null) {
      return false;
    }
    String property = path != null ? NetlibBlas.PATH_PROPERTY : NetlibBlas.NAME_PROPERTY;
    String description = library + ", which " + property + " names,";
    if (path != null && !new File(path).canRead()) {
      skippedTheNamed = true;
      troubles.add(description + " cannot be read");
      return false;
    }
    tryNetlib(new File(library).getName(), description);
    skippedTheNamed = !isPresent();
    return true;
  }

  private boolean tryBundled() {
    if (!BundledBlas.isOnClassPath()) {
      troubles.add(NO_BUNDLE);
      return false;
    }
    String file;
    try {
      file = BundledBlas.load();
    } catch (LinkageError | RuntimeException e) {
      troubles.add("the bundled OpenBLAS cannot be loaded: " + firstLine(e));
      return false;
    }
    System.setProperty(NetlibBlas.PATH_PROPERTY, file);
    tryNetlib(BundledBlas.name(), "the bundled OpenBLAS");
    return true;
  }

  private void tryNetlib(String name, String description) {
    try {
      BLAS blas = NetlibBlas.jni();
      if (BlasProbe.multipliesRightly(blas)) {
        selection = new BlasSelection(blas, identity(name, blas), warning());
      } else {
        troubles.add(description + " multiplies wrongly");
      }
    } catch (NetlibBlas.NotLoaded e) {
      troubles.add(description + " cannot be loaded: " + e.getMessage());
    }
  }

  private static BlasIdentity identity(String name, BLAS blas) {
    // Of another library it can be told at best what it chooses by.
    String kernel =
        OpenBlasKernel.ofThisProcess()
            .map(known -> known + " kernel")
            .orElseGet(() -> "unknown kernel on " + Cpu.text());
    return new BlasIdentity(name, kernel, BlasProbe.rounding(blas));
  }

  /** A library that works needs no excuse for one that nobody has asked for. */
  private String warning() {
    return troubles.stream().filter(trouble -> !trouble.equals(NO_BUNDLE)).collect(joining("; "));
  }

  private static boolean isNetlibLoaded() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains("libnetlibblasjni"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
