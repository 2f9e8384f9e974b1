package org.lockstep.model.blas;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This machine's processor, as the operating system describes it. */
public final class Cpu {
  private static final Path INFO = Path.of("/proc/cpuinfo");

  /** The instruction sets by which libraries choose their kernels, oldest first. */
  private static final List<String> DECISIVE =
      List.of("avx", "fma", "avx2", "avx512f", "asimd", "sve", "sve2");

  private Cpu() {}

  /** The model's name, or the architecture if there is none. */
  public static String model() {
    String name = field("model name");
    return name.isEmpty() ? System.getProperty("os.arch") : name;
  }

  /** The model, and those of its instruction sets by which libraries choose their kernels. */
  static String text() {
    List<String> flags = List.of((field("flags") + " " + field("Features")).split(" "));
    String sets = DECISIVE.stream().filter(flags::contains).collect(joining(" "));
    return sets.isEmpty() ? model() : model() + " with " + sets;
  }

  private static String field(String name) {
    try (Stream<String> lines = Files.lines(INFO)) {
      return lines
          .filter(line -> line.matches(name + "\\s*:.*"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return ""; // not Linux
    }
  }
}
