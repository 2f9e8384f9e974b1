package org.lockstep.model.blas;

import static java.util.stream.Collectors.joining;

import dev.ludovic.netlib.blas.BLAS;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/**
 * This JVM's native library, or the reason why there is none. It is searched for once, in the order
 * that {@link BlasChoice} gives.
 *
 * <p>For maintainers: netlib loads one library per JVM, when its class {@code JNIBLAS} is
 * initialised, from the file that a property names at that moment. So a library that is known to
 * fail must be recognised before; once netlib has failed, only Java remains. The test of the
 * products does not catch a library without {@code sgemm_} or {@code dgemm_}: netlib jumps to
 * address 0.
 */
final class NativeBlas {
  private static final String NO_BUNDLE = "no OpenBLAS is on the class path";

  private final List<String> troubles = new ArrayList<>();
  private Wanted wanted;
  private boolean skippedTheNamed;
  private BlasSelection selection; // null if there is none

  private NativeBlas() {}

  /** What to search for. */
  enum Wanted {
    /** Any library, in the order that {@link BlasChoice} gives. */
    ANY("a native BLAS library"),
    /** Intel's MKL. */
    MKL("Intel's MKL");

    private final String words;

    Wanted(String words) {
      this.words = words;
    }
  }

  private static final Map<Wanted, NativeBlas> FOUND = new EnumMap<>(Wanted.class);

  /** Returns what this JVM has. The first caller decides which library is loaded. */
  static NativeBlas ofThisJvm(Wanted wanted) {
    synchronized (FOUND) {
      return FOUND.computeIfAbsent(wanted, NativeBlas::found);
    }
  }

  private static NativeBlas found(Wanted wanted) {
    NativeBlas found = new NativeBlas();
    found.wanted = wanted;
    if (!NetlibBlas.isNativeHere()) {
      found.troubles.add("netlib has no native code for " + NetlibBlas.platform(" "));
    } else if (wanted == Wanted.MKL) {
      found.searchMkl();
    } else {
      found.search();
    }
    return found;
  }

  boolean isPresent() {
    return selection != null;
  }

  /** The library, with a warning about others that should have worked but do not. */
  Optional<BlasSelection> selection() {
    return Optional.ofNullable(selection);
  }

  /**
   * The library.
   *
   * @param word the choice
   * @param where the place of this JVM, for the message
   * @throws BadInputException if there is none, or not the one that the user names
   */
  BlasSelection selectionOrThrow(String word, String where) {
    if (!isPresent() || skippedTheNamed) {
      throw BadInputException.at(
          Mention.of("blas") + " " + word, wanted.words, "none " + where + ": " + troubles());
    }
    return selection;
  }

  /** Why some library, or any at all, is not in use. */
  String troubles() {
    return String.join("; ", troubles);
  }

  private void search() {
    if (tryNamed()) {
      return;
    }
    // If netlib is loaded, somebody else (such as MLlib) did it, and it reads no property again.
    boolean loaded = isNetlibLoaded();
    if (!loaded && tryBundled()) {
      return;
    }
    if (!loaded) {
      System.clearProperty(NetlibBlas.PATH_PROPERTY);
    }
    tryNetlib(NetlibBlas.SYSTEM_LIBRARY, "the system's " + NetlibBlas.SYSTEM_LIBRARY);
  }

  private void searchMkl() {
    if (!Mkl.isSequential(System.getenv())) {
      troubles.add(
          Mkl.THREADING + "=SEQUENTIAL is not in the environment, and a task has one core");
      return;
    }
    String named = System.getProperty(NetlibBlas.PATH_PROPERTY);
    Optional<Path> library =
        named != null && Mkl.isLibrary(new File(named).getName())
            ? Optional.of(Path.of(named))
            : Mkl.find(System.getenv());
    if (library.isEmpty()) {
      troubles.add(
          "there is no libmkl_rt.so in LD_LIBRARY_PATH, MKLROOT, /opt/intel, a Python environment"
              + " or the system's libraries");
      return;
    }
    if (isNetlibLoaded() && !library.get().toString().equals(named)) {
      troubles.add("netlib has loaded another library already, and loads one per JVM");
      return;
    }
    System.setProperty(NetlibBlas.PATH_PROPERTY, library.get().toString());
    tryNetlib("MKL (" + library.get().getFileName() + ")", library.get().toString());
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
        BlasIdentity identity = identity(name, blas);
        selection =
            new BlasSelection(new NetlibProducts(blas, identity.kernel()), identity, warning());
      } else {
        troubles.add(description + " computes wrong products");
      }
    } catch (NetlibBlas.NotLoaded e) {
      troubles.add(description + " cannot be loaded: " + e.getMessage());
    }
  }

  private static BlasIdentity identity(String name, BLAS blas) {
    // Other libraries' kernels are unknown; they choose by the CPU, so name that.
    String kernel =
        OpenBlasKernel.ofThisProcess()
            .map(known -> known + " kernel")
            .orElseGet(() -> "unknown kernel on " + Cpu.text());
    return new BlasIdentity(name, kernel, BlasProbe.rounding(blas));
  }

  /** A library that works needs no warning about a bundle that nobody asked for. */
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
