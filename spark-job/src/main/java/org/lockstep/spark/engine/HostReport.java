package org.lockstep.spark.engine;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.lockstep.model.math.BlasChoice;

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

  private HostReport(String host, String cpu, String blas, String java) {
    this.host = host;
    this.cpu = cpu;
    this.blas = blas;
    this.java = java;
  }

  /** The report of this JVM. */
  public static HostReport ofThisJvm(BlasChoice choice) {
    return new HostReport(
        hostName(), cpuModel(), BlasChoice.nameOf(choice.load()), Runtime.version().toString());
  }

  /** The host's name. */
  public String host() {
    return host;
  }

  /** The CPU's model, as the operating system calls it. */
  public String cpu() {
    return cpu;
  }

  /** The BLAS implementation. */
  public String blas() {
    return blas;
  }

  /** The version of Java. */
  public String java() {
    return java;
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
    return String.join(", ", host, cpu, blas, java);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
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
