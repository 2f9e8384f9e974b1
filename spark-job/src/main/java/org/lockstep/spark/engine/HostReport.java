package org.lockstep.spark.engine;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.BlasSelection;

/**
 * What one executor computes with. The same bits are promised for one kind of CPU and one BLAS, so
 * every task reports both. (A class rather than a record: it travels in task results, and the Kryo
 * serialiser that a user of Spark may choose cannot restore records.)
 */
public final class HostReport implements Serializable, Comparable<HostReport> {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final String cpu;
  private final String blas;
  private final String java;
  private final String warning;

  private HostReport(String host, String cpu, BlasSelection blas, String java) {
    this.host = host;
    this.cpu = cpu;
    this.blas = blas.name();
    this.java = java;
    this.warning = blas.warning();
  }

  /**
   * The report of this JVM.
   *
   * @throws org.lockstep.model.error.BadInputException where a native BLAS is insisted on and none
   *     works
   */
  public static HostReport ofThisJvm(BlasChoice choice) {
    return new HostReport(
        JvmBlas.hostName(), cpuModel(), JvmBlas.ready(choice), Runtime.version().toString());
  }

  /** The host's name. */
  public String host() {
    return host;
  }

  /** The CPU's model, as the operating system calls it. */
  public String cpu() {
    return cpu;
  }

  /** The BLAS, as in {@code OpenBLAS 0.3.31 (bundled)}. */
  public String blas() {
    return blas;
  }

  /** The version of Java. */
  public String java() {
    return java;
  }

  /** Which BLAS was to be used and does not work here, and why; empty where all is well. */
  public String warning() {
    return warning;
  }

  /** Whether both compute alike. */
  public boolean computesAs(HostReport other) {
    return cpu.equals(other.cpu) && blas.equals(other.blas);
  }

  @Override
  public int compareTo(HostReport other) {
    return text().compareTo(other.text());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostReport that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private String text() {
    return String.join(", ", host, cpu, blas, java, warning);
  }

  private static String cpuModel() {
    Path info = Path.of("/proc/cpuinfo");
    String arch = System.getProperty("os.arch");
    if (!Files.isReadable(info)) {
      return arch;
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(arch);
    } catch (IOException e) {
      return arch;
    }
  }
}
