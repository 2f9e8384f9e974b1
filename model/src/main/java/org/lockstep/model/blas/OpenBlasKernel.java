package org.lockstep.model.blas;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the kernel that this process's OpenBLAS runs, whoever loaded it.
 *
 * <p>For maintainers: a build for many processors has a table of functions for each, under the
 * names {@code gotoblas_HASWELL}, {@code gotoblas_SKYLAKEX} and so on, and a variable {@code
 * gotoblas} that points to the one in use. ({@code openblas_get_corename} also looks the name up by
 * that pointer, but nothing on the class path can call it.) So this class reads the pointer from
 * the process's memory, at the address in the library's symbol table. A failure means only that the
 * kernel is unknown.
 */
final class OpenBlasKernel {
  private static final String POINTER = "gotoblas";
  private static final String TABLE = "gotoblas_";

  /** Names that OpenBLAS spells with more than one capital letter. */
  private static final Map<String, String> SPELLED =
      Map.of("SKYLAKEX", "SkylakeX", "SAPPHIRERAPIDS", "SapphireRapids");

  private OpenBlasKernel() {}

  /** As in {@code SkylakeX}; empty without OpenBLAS, or if it is built for one CPU only. */
  static Optional<String> ofThisProcess() {
    TreeSet<String> kernels = new TreeSet<>();
    try {
      for (Map.Entry<Path, Long> library : libraries().entrySet()) {
        kernel(library.getKey(), library.getValue()).ifPresent(kernels::add);
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not Linux
    }
    return kernels.size() == 1 ? Optional.of(kernels.first()) : Optional.empty();
  }

  /** The shared libraries of this process, and where each begins in memory. */
  private static Map<Path, Long> libraries() throws IOException {
    Map<Path, Long> libraries = new LinkedHashMap<>();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      // As in "7f1c00000000-7f1c00160000 r--p 00000000 fe:00 1234   /usr/lib/libblas.so.3"
      maps.map(line -> line.split("\\s+", 6))
          .filter(words -> words.length == 6 && words[2].matches("0+") && words[5].contains(".so"))
          .forEach(
              words ->
                  libraries.putIfAbsent(
                      Path.of(words[5]),
                      Long.parseUnsignedLong(words[0].substring(0, words[0].indexOf('-')), 16)));
    }
    return libraries;
  }

  private static Optional<String> kernel(Path library, long base) {
    try {
      Map<String, Long> symbols = ElfSymbols.beginningWith(POINTER, library);
      Long pointer = symbols.get(POINTER);
      if (pointer == null) {
        return Optional.empty();
      }
      long table = wordAt(base + pointer) - base;
      return symbols.entrySet().stream()
          .filter(symbol -> symbol.getKey().startsWith(TABLE) && symbol.getValue() == table)
          .map(symbol -> spelled(symbol.getKey().substring(TABLE.length())))
          .findFirst();
    } catch (IOException | RuntimeException e) { // not ELF, deleted, or out of reach
      return Optional.empty();
    }
  }

  private static long wordAt(long address) throws IOException {
    try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
      memory.seek(address);
      return Long.reverseBytes(memory.readLong());
    }
  }

  private static String spelled(String symbol) {
    String plain = symbol.charAt(0) + symbol.substring(1).toLowerCase(Locale.ROOT);
    return SPELLED.getOrDefault(symbol, plain);
  }
}
