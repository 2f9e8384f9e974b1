package org.lockstep.model.blas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds Intel's MKL where it is installed: {@code libmkl_rt}, which chooses among MKL's kernels. It
 * is not bundled, because it has its own licence.
 *
 * <p>A task has one core, but the library starts as many threads as there are cores unless the
 * environment says {@code MKL_THREADING_LAYER=SEQUENTIAL}. Without Intel's thread library next to
 * it, it would even end the process.
 */
final class Mkl {
  static final String THREADING = "MKL_THREADING_LAYER";
  private static final String LIBRARY = "libmkl_rt.so";

  private Mkl() {}

  static boolean isLibrary(String fileName) {
    return fileName.startsWith(LIBRARY);
  }

  static boolean isSequential(Map<String, String> environment) {
    return "SEQUENTIAL".equalsIgnoreCase(environment.get(THREADING));
  }

  /** Returns the newest library in the first directory that has one. */
  static Optional<Path> find(Map<String, String> environment) {
    return directories(environment).stream().flatMap(Mkl::librariesIn).findFirst();
  }

  /** The directories of the loader, of Intel, of Python environments, and of the system. */
  private static List<Path> directories(Map<String, String> environment) {
    List<String> names = new ArrayList<>();
    names.addAll(List.of(environment.getOrDefault("LD_LIBRARY_PATH", "").split(":")));
    below(environment.get("MKLROOT"), names, "lib", "lib/intel64");
    below("/opt/intel/oneapi/mkl/latest", names, "lib", "lib/intel64");
    below(environment.get("VIRTUAL_ENV"), names, "lib");
    below(environment.get("CONDA_PREFIX"), names, "lib");
    below(environment.get("HOME"), names, ".local/lib");
    names.addAll(List.of("/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"));
    return names.stream().filter(name -> name.startsWith("/")).map(Path::of).toList();
  }

  private static void below(String root, List<String> names, String... parts) {
    if (root != null) {
      Stream.of(parts).map(part -> root + "/" + part).forEach(names::add);
    }
  }

  private static Stream<Path> librariesIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> isLibrary(file.getFileName().toString()) && Files.isReadable(file))
          .sorted(Comparator.comparing(Path::toString).reversed())
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty(); // a directory that this user may not list
    }
  }
}
